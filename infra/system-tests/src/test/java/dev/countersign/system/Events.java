package dev.countersign.system;

import dev.countersign.local.client.IntakeRecord;
import dev.countersign.local.client.IntakeRecord.EventId;
import dev.countersign.local.client.IntakeRecord.Subject;
import java.util.UUID;

/** Events of acme for the tests, each with an id and a subject of its own. */
final class Events {
  private Events() {}

  /** An invoice over so much: nobody below 200,000, a supervisor below 500,000. */
  static Sent invoice(String amount) {
    return event("invoice.created", "invoice", amount);
  }

  static Sent refund(String amount) {
    return event("refund.requested", "refund", amount);
  }

  private static Sent event(String type, String operation, String amount) {
    var id = new EventId("/system-tests", UUID.randomUUID().toString());
    var subject = new Subject(operation, "S-" + id.id());
    var json =
        """
        {"amount":"%s","currency":"BDT","maker":"maker@acme","makerReason":"a test of the whole"}\
        """
            .formatted(amount);
    return new Sent(id, subject.id(), IntakeRecord.event(id, type, "acme", subject, json));
  }

  /** An event with what it takes to find it again. */
  record Sent(EventId id, String subjectId, IntakeRecord intake) {}
}
