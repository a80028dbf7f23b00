package dev.countersign.local.demo;

import dev.countersign.local.client.IntakeRecord;
import dev.countersign.local.client.IntakeRecord.EventId;
import java.util.Optional;

/**
 * One record of the day and what should become of it.
 *
 * @param event who it is, where it can be read at all
 * @param expected the answer a user should see, such as {@code APPROVED/HUMAN_QUORUM}
 */
record PlannedEvent(
    IntakeRecord intake,
    Optional<EventId> event,
    String subjectId,
    Checkers.Plan plan,
    String expected) {

  /** The same record once more: a producer's retry. It gets no answer of its own. */
  PlannedEvent again() {
    return new PlannedEvent(intake, event, subjectId, plan, Expected.DUPLICATE);
  }

  /** Another record under the same id: refused, whatever it says. */
  PlannedEvent withOtherContent(String json) {
    return new PlannedEvent(intake.withValue(json), event, subjectId, plan, Expected.ID_REUSE);
  }

  /** Whether its attributes stand in headers, so that it can be told by them. */
  boolean isBinary() {
    return event.isPresent() && intake.headers().containsKey("ce_id");
  }

  boolean isFirstOfItsId() {
    return !expected.equals(Expected.DUPLICATE) && !expected.equals(Expected.ID_REUSE);
  }

  /** What can become of a record, in the words of the outcome topic. */
  static final class Expected {
    static final String NOT_REQUIRED = "NOT_REQUIRED/POLICY";
    static final String APPROVED = "APPROVED/HUMAN_QUORUM";
    static final String REJECTED = "REJECTED/HUMAN_REJECTION";
    static final String EXPIRED = "REJECTED/EXPIRY";
    static final String WITHDRAWN = "CANCELLED/WITHDRAWN";
    static final String VOIDED = "CANCELLED/SOURCE_EVENT";
    static final String QUARANTINED = "QUARANTINED/UNEVALUABLE";
    static final String DUPLICATE = "same event again";
    static final String ID_REUSE = "dead letter ID_REUSE_CONFLICT";

    private Expected() {}

    static String deadLetter(String reason) {
      return "dead letter " + reason;
    }
  }
}
