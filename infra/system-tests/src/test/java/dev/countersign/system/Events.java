package dev.countersign.system;

import dev.countersign.local.client.IntakeRecord;
import dev.countersign.local.client.IntakeRecord.EventId;
import dev.countersign.local.client.IntakeRecord.Subject;
import java.util.Locale;
import java.util.UUID;

/** Events of acme for the tests, each with an id and a subject of its own. */
final class Events {
  private Events() {}

  /** An invoice over so much: nobody below 200,000, a supervisor below 500,000. */
  static Sent invoice(String amount) {
    return of("invoice", amount, "a test of the whole");
  }

  static Sent refund(String amount) {
    return of("refund", amount, "a test of the whole");
  }

  /** A request for an operation, with the maker's reason. */
  static Sent of(String operation, String amount, String reason) {
    return in("BDT", operation, amount, reason);
  }

  static Sent in(String currency, String operation, String amount, String reason) {
    return holding("{}", currency, operation, amount, reason);
  }

  /** The same, with fields of its own besides. */
  static Sent holding(
      String fields, String currency, String operation, String amount, String reason) {
    var id = new EventId("/system-tests", UUID.randomUUID().toString());
    var number = Integer.toUnsignedString(id.hashCode());
    var subject = new Subject(operation, operation.toUpperCase(Locale.ROOT) + "-" + number);
    var json =
        """
        {"amount":"%s","currency":"%s","maker":"maker@acme","makerReason":"%s"%s
        """
            .formatted(amount, currency, reason, besides(fields))
            .strip();
    var type = operation + ".requested";
    return new Sent(id, subject.id(), IntakeRecord.event(id, type, "acme", subject, json));
  }

  private static String besides(String fields) {
    return fields.equals("{}") ? "}" : "," + fields.substring(1);
  }

  /** An event with what it takes to find it again. */
  record Sent(EventId id, String subjectId, IntakeRecord intake) {}
}
