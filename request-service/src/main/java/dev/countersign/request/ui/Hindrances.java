package dev.countersign.request.ui;

import dev.countersign.request.read.Standing.Hindrance;
import dev.countersign.request.read.StepView;
import java.time.Instant;
import java.util.Optional;

/** Why there is no button, said so that the person knows what would have to be different. */
final class Hindrances {

  private Hindrances() {}

  static String sentence(
      Hindrance hindrance, Optional<StepView> step, RequestPages.Material read, Instant now) {
    return switch (hindrance) {
      case CLOSED, QUARANTINED -> closed(hindrance, read, now);
      case MAKER -> "You created this request, so somebody else has to decide it.";
      case ALREADY_DECIDED -> decided(read, now);
      case LATER_STEP -> later(step.orElseThrow());
      case OTHER_ROLE ->
          "The open step asks for %s, which does not include you."
              .formatted(Words.asked(step.orElseThrow().role()));
      case NO_ROLE -> "The directory gives you no approver role.";
    };
  }

  private static String closed(Hindrance hindrance, RequestPages.Material read, Instant now) {
    var summary = read.request().summary();
    if (hindrance == Hindrance.QUARANTINED) {
      return quarantined(read);
    }
    if (summary.status().equals("CHANGES_REQUESTED")) {
      return "The maker has been asked for changes. Nobody decides until it comes back.";
    }
    var effective = read.request().conduct().effectiveAt();
    if (summary.status().equals("APPROVED_HELD") && effective != null) {
      return "It is approved and takes effect %s. Until then it can only be stopped."
          .formatted(Moment.of(effective.toInstant(), now).relative());
    }
    var closed = summary.closedAt();
    var badge = Badge.of(summary).text();
    return closed == null
        ? "No step is open."
        : "%s %s. Nothing can be decided any more."
            .formatted(badge, Moment.of(closed.toInstant(), now).relative());
  }

  private static String quarantined(RequestPages.Material read) {
    var code = read.request().summary().reasonCode();
    return switch (read.request().conduct().release()) {
      case KEPT, NOT_KEPT ->
          "No policy could be applied (%s). An operator has to look at it."
              .formatted(code == null ? "unknown reason" : code);
      case SAID_AGAIN ->
          "It was released and is being evaluated again; the answer stands here in a moment. If"
              + " the topic it came by belongs to another partner by now, it becomes a dead letter"
              + " and nothing comes: cancel the request then.";
      case WAITS_FOR_PRODUCER ->
          "It was released, but it came in before events were kept: its producer has to send it"
              + " once more.";
    };
  }

  private static String decided(RequestPages.Material read, Instant now) {
    return read.request()
        .voteOf(read.onlooker().person())
        .map(vote ->
            "You %s this request %s. Others have to decide as well."
                .formatted(
                    Words.verb(vote.vote()), Moment.of(vote.at().toInstant(), now).relative()))
        .orElse("You have decided this request.");
  }

  private static String later(StepView step) {
    return "Your turn comes at step %d (%s), once the steps before it are approved."
        .formatted(step.no(), Words.isolated(step.name()));
  }
}
