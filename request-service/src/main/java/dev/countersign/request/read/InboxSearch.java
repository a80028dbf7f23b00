package dev.countersign.request.read;

import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Narrows an inbox by what it shows. Whose turn it is stays one question with one answer: this only
 * leaves out, stride by stride, and looks at no more than {@link #MOST} items for a page.
 */
@ApplicationScoped
public class InboxSearch {

  /** What an inbox can be narrowed by. */
  public static final Map<String, Filters.Field> FILTERS =
      Map.of(
          "operation", Filters.Field.text("operation"),
          "subjectId", Filters.Field.text("subjectId"),
          "maker", Filters.Field.text("maker"),
          "currency", Filters.Field.text("currency"),
          "role", Filters.Field.text("role"),
          "amount", Filters.Field.number("amount"),
          "createdAt", Filters.Field.time("createdAt"),
          "expiresAt", Filters.Field.time("expiresAt"));

  private static final int STRIDE = 200;
  private static final int MOST = 10 * STRIDE;

  private final Inbox inbox;

  InboxSearch(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Oldest first, at most {@code limit} items after the given request that meet every filter. */
  public Uni<List<InboxItem>> page(
      Viewer viewer, List<Filter> filters, @Nullable UUID after, int limit) {
    return filters.isEmpty()
        ? inbox.page(viewer, after, limit)
        : more(new Search(viewer, filters, limit), new Found(List.of(), after, 0));
  }

  private record Search(Viewer viewer, List<Filter> filters, int limit) {}

  private record Found(List<InboxItem> items, @Nullable UUID last, int seen) {}

  private Uni<List<InboxItem>> more(Search search, Found found) {
    return inbox
        .page(search.viewer(), found.last(), STRIDE)
        .flatMap(stride -> {
          var items = new ArrayList<>(found.items());
          stride.stream().filter(item -> meets(item, search.filters())).forEach(items::add);
          var seen = found.seen() + stride.size();
          var isDone = items.size() >= search.limit() || stride.size() < STRIDE || seen >= MOST;
          return isDone
              ? Uni.createFrom().item(items.stream().limit(search.limit()).toList())
              : more(search, new Found(items, stride.getLast().requestId(), seen));
        });
  }

  private static boolean meets(InboxItem item, List<Filter> filters) {
    return filters.stream().allMatch(filter -> meets(valueOf(item, filter.field()), filter));
  }

  private static @Nullable Object valueOf(InboxItem item, String field) {
    return switch (field) {
      case "operation" -> item.operation();
      case "subjectId" -> item.subjectId();
      case "maker" -> item.maker();
      case "currency" -> item.currency();
      case "role" -> item.step().role();
      case "amount" -> item.amount();
      case "createdAt" -> item.createdAt();
      case "expiresAt" -> item.expiresAt();
      default -> throw new IllegalStateException("Expected a field of the inbox, but got " + field);
    };
  }

  /** What is absent meets nothing, as in SQL. */
  private static boolean meets(@Nullable Object value, Filter filter) {
    return value != null
        && switch (filter.op()) {
          case EQ -> compare(value, filter.value()) == 0;
          case NE -> compare(value, filter.value()) != 0;
          case IN -> filter.values().stream().anyMatch(it -> compare(value, it) == 0);
          case CONTAINS -> lower(value).contains(lower(filter.value()));
          case GT -> compare(value, filter.value()) > 0;
          case GTE -> compare(value, filter.value()) >= 0;
          case LT -> compare(value, filter.value()) < 0;
          case LTE -> compare(value, filter.value()) <= 0;
        };
  }

  private static String lower(Object text) {
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static int compare(Object value, Object other) {
    return switch (value) {
      case BigDecimal number -> number.compareTo((BigDecimal) other);
      case OffsetDateTime at -> at.toInstant().compareTo(((OffsetDateTime) other).toInstant());
      default -> value.toString().compareTo(other.toString());
    };
  }
}
