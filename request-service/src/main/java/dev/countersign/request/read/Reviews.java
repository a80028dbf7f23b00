package dev.countersign.request.read;

import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Emergency overrides and self-approvals, and the reviews owed for them (F-160, F-161, C-09). */
public interface Reviews {

  /** The platform roles that see what is to be reviewed. */
  Set<String> READERS = Set.of("controller", "partner_admin", "auditor", "operator");

  /** Every name that a list of them can be narrowed by; the doors offer those that fit. */
  Map<String, Filters.Field> FILTERS =
      Map.of(
          "review", Filters.Field.text(Review.STATE),
          "kind", Filters.Field.text(Kind.OF),
          "operation", Filters.Field.text("r.operation"),
          "maker", Filters.Field.text("r.maker_id"),
          "currency", Filters.Field.text("r.currency"),
          "amount", Filters.Field.number("r.amount"),
          "overriddenAt", Filters.Field.time("r.closed_at"),
          "approvedAt", Filters.Field.time("r.closed_at"),
          "reviewBy", Filters.Field.time("r.review_by"));

  /** What the list of overrides alone can be narrowed by. */
  Map<String, Filters.Field> OVERRIDE_FILTERS = without("kind", "approvedAt");

  /** What the list of everything to be reviewed can be narrowed by. */
  Map<String, Filters.Field> REVIEW_FILTERS = without("overriddenAt");

  private static Map<String, Filters.Field> without(String... names) {
    var others = new HashMap<>(FILTERS);
    others.keySet().removeAll(Set.of(names));
    return Map.copyOf(others);
  }

  /** What is to be reviewed. */
  enum Kind {
    OVERRIDE,
    SELF_APPROVAL;

    public static final String OF =
        "(case when r.status = 'OVERRIDDEN' then 'OVERRIDE' else 'SELF_APPROVAL' end)";
  }

  /** Where a review stands. */
  enum Review {
    OWED,
    OVERDUE,
    DONE;

    public static final String STATE =
        """
        (case when r.reviewed then 'DONE'
              when r.review_by <= clock_timestamp() then 'OVERDUE' else 'OWED' end)\
        """;
  }

  /**
   * Who approved by an exception, why, and what came of it. An override has a witness; a maker who
   * decides needs no reason where the policy asks for none.
   */
  record Reviewable(
      RequestSummary request,
      Kind kind,
      String by,
      @Nullable String witness,
      @Nullable String justification,
      OffsetDateTime reviewBy,
      Review review,
      @Nullable Reviewed reviewed) {}

  /** What a review came to. */
  record Reviewed(String by, String finding, String reason, OffsetDateTime at) {}

  /** Newest first, at most {@code limit} requests that are older than the given one. */
  Uni<List<Reviewable>> list(Viewer viewer, List<Filter> filters, @Nullable UUID before, int limit);
}
