package dev.countersign.request.ui;

import dev.countersign.request.read.Overrides.Overridden;
import dev.countersign.request.read.Overrides.Review;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emergency overrides and the reviews that are owed for them, newest first. */
public record OverridesPage(List<Row> rows, String next) {

  /** One override. */
  public record Row(
      String id,
      String operation,
      String subject,
      @Nullable Money amount,
      String by,
      String witness,
      String justification,
      Moment at,
      Badge badge,
      String reviewed) {

    static Row of(Overridden overridden, Instant now) {
      var request = overridden.request();
      var closed = request.closedAt();
      return new Row(
          request.id().toString(),
          request.operation() == null ? "Unreadable event" : Words.of(request.operation()),
          request.subjectId() == null ? "" : request.subjectId(),
          Money.ofNullable(request.amount(), request.currency()),
          overridden.by(),
          overridden.witness(),
          overridden.justification(),
          Moment.of((closed == null ? request.createdAt() : closed).toInstant(), now),
          badge(overridden, now),
          reviewed(overridden));
    }

    private static Badge badge(Overridden overridden, Instant now) {
      var by = Moment.of(overridden.reviewBy().toInstant(), now).relative();
      var reviewed = overridden.reviewed();
      if (overridden.review() == Review.DONE && reviewed != null) {
        return reviewed.finding().equals("JUSTIFIED")
            ? new Badge("Justified", "positive")
            : new Badge("Not justified", "negative");
      }
      return overridden.review() == Review.OVERDUE
          ? new Badge("Review overdue, was due " + by, "negative")
          : new Badge("Review due " + by, "waiting");
    }

    private static String reviewed(Overridden overridden) {
      var reviewed = overridden.reviewed();
      return reviewed == null
          ? ""
          : "%s: %s".formatted(Words.isolated(reviewed.by()), Words.isolated(reviewed.reason()));
    }
  }

  public OverridesPage {
    rows = List.copyOf(rows);
  }
}
