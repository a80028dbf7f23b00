package dev.countersign.request.ui;

import dev.countersign.platform.web.Filter;
import dev.countersign.request.read.RequestSummary;
import dev.countersign.request.read.Viewer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The partner's requests, newest first, under one of three tabs. */
public record RequestsPage(
    Show shown, List<Row> rows, String next, PageFilters filters, Office office) {

  /** What the viewer's platform roles open besides. */
  public record Office(boolean overrides, boolean exports) {}

  /** The tabs. */
  public enum Show {
    OPEN,
    DONE,
    MINE;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    Filter filter(Viewer viewer) {
      return switch (this) {
        case OPEN ->
            new Filter(
                "status",
                Filter.Op.IN,
                List.of("PENDING", "CHANGES_REQUESTED", "APPROVED_HELD", "QUARANTINED"));
        case DONE ->
            new Filter(
                "status",
                Filter.Op.IN,
                List.of("APPROVED", "REJECTED", "EXPIRED", "CANCELLED", "REVOKED", "OVERRIDDEN"));
        case MINE -> new Filter("maker", Filter.Op.EQ, List.of(viewer.person()));
      };
    }
  }

  /** One tab of the navigation. */
  public record Tab(String key, Show show, boolean current) {}

  /** One request of the table. */
  public record Row(
      String id,
      String operation,
      String subject,
      @Nullable Money amount,
      String maker,
      Badge badge,
      Moment created) {

    static Row of(RequestSummary request, Instant now, Tongue tongue) {
      return new Row(
          request.id().toString(),
          request.operation() == null ? tongue.lists().unreadable() : Words.of(request.operation()),
          request.subjectId() == null ? "" : request.subjectId(),
          Money.ofNullable(request.amount(), request.currency(), tongue.language()),
          request.maker() == null ? "" : request.maker(),
          Badge.of(request, tongue),
          Moment.of(request.createdAt().toInstant(), now, tongue));
    }
  }

  public RequestsPage {
    rows = List.copyOf(rows);
  }

  public List<Tab> tabs() {
    return Arrays.stream(Show.values())
        .map(show -> new Tab(show.key(), show, show == shown))
        .toList();
  }

  public String show() {
    return shown.key();
  }

  /** An export takes everything that meets the filters, whichever tab is shown. */
  public String exportQuery() {
    var narrowed = filters.query();
    return narrowed.isEmpty() ? "" : "?" + narrowed.substring(1);
  }
}
