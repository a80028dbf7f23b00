package dev.countersign.request.ui;

import dev.countersign.request.read.Reviews.Kind;
import dev.countersign.request.read.Reviews.Review;
import dev.countersign.request.read.Reviews.Reviewable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Overrides and self-approvals, and the reviews that are owed for them, newest first. */
public record OverridesPage(List<Row> rows, String next) {

  /** One override or self-approval. */
  public record Row(
      String id,
      String operation,
      String subject,
      @Nullable Money amount,
      String by,
      String witness,
      @Nullable String justification,
      Moment at,
      Badge badge,
      String reviewed) {

    static Row of(Reviewable approved, Instant now, Tongue tongue) {
      var request = approved.request();
      var closed = request.closedAt();
      return new Row(
          request.id().toString(),
          request.operation() == null ? tongue.lists().unreadable() : Words.of(request.operation()),
          request.subjectId() == null ? "" : request.subjectId(),
          Money.ofNullable(request.amount(), request.currency(), tongue.language()),
          approved.by(),
          witness(approved, tongue.overrides()),
          approved.justification(),
          Moment.of((closed == null ? request.createdAt() : closed).toInstant(), now, tongue),
          badge(approved, now, tongue),
          reviewed(approved));
    }

    private static String witness(Reviewable approved, OverridesWords words) {
      var witness = approved.witness();
      return approved.kind() == Kind.SELF_APPROVAL
          ? words.byMaker()
          : witness == null ? "" : witness;
    }

    private static Badge badge(Reviewable approved, Instant now, Tongue tongue) {
      var words = tongue.overrides();
      var by = Moment.of(approved.reviewBy().toInstant(), now, tongue).relative();
      var reviewed = approved.reviewed();
      if (approved.review() == Review.DONE && reviewed != null) {
        return reviewed.finding().equals("JUSTIFIED")
            ? new Badge(words.justified(), "positive")
            : new Badge(words.notJustified(), "negative");
      }
      return approved.review() == Review.OVERDUE
          ? new Badge(words.overdue(by), "negative")
          : new Badge(words.due(by), "waiting");
    }

    private static String reviewed(Reviewable approved) {
      var reviewed = approved.reviewed();
      return reviewed == null
          ? ""
          : "%s: %s".formatted(Words.isolated(reviewed.by()), Words.isolated(reviewed.reason()));
    }
  }

  public OverridesPage {
    rows = List.copyOf(rows);
  }
}
