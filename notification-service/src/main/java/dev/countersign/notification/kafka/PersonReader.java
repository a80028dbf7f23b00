package dev.countersign.notification.kafka;

import dev.countersign.notification.core.MailAddress;
import dev.countersign.notification.core.Person;
import dev.countersign.notification.core.Person.Standing;
import dev.countersign.notification.kafka.Fields.NotAsAgreed;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of approvals.directory.v1. */
final class PersonReader {

  private PersonReader() {}

  static Reading<Person> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Ignored<>();
    }
    return switch (CloudEvents.parse(record)) {
      case Incoming.Malformed(var reason, var detail) -> new Unreadable<>(reason, detail);
      case Incoming.Known(var event) -> read(event);
    };
  }

  private static Reading<Person> read(CloudEvent event) {
    try {
      var person = person(new Fields(Json.read(event.data())));
      return person.partnerId().equals(event.extension("partnerid"))
          ? new Wanted<>(person)
          : new Unreadable<>("PARTNER_MISMATCH", "The body names another partner than the header.");
    } catch (NotAsAgreed e) {
      return new Unreadable<>("INVALID_EVENT", e.detail());
    }
  }

  private static Person person(Fields body) throws NotAsAgreed {
    var mail = MailAddress.parse(body.requiredText("mail"));
    return new Person(
        PartnerIds.in(body),
        body.requiredText("personId"),
        body.requiredText("name"),
        mail.orElseThrow(() -> new NotAsAgreed("Expected a plain mail address in mail")),
        body.flag("active") ? Standing.ACTIVE : Standing.LEFT,
        Set.copyOf(body.texts("roles")),
        body.number("version"));
  }
}
