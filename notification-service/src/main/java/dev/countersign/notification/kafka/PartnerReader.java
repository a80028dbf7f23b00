package dev.countersign.notification.kafka;

import dev.countersign.notification.core.Partner;
import dev.countersign.notification.kafka.Fields.NotAsAgreed;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Reading;
import dev.countersign.platform.messaging.Reading.Ignored;
import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of approvals.partners.v1. */
final class PartnerReader {
  private PartnerReader() {}

  static Reading<Partner> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Ignored<>();
    }
    return switch (CloudEvents.parse(record)) {
      case Incoming.Malformed(var reason, var detail) -> new Unreadable<>(reason, detail);
      case Incoming.Known(var event) -> read(event);
    };
  }

  private static Reading<Partner> read(CloudEvent event) {
    try {
      var body = new Fields(Json.read(event.data()));
      var partner = new Partner(PartnerIds.in(body, "id"), zone(body), body.number("version"));
      return partner.partnerId().equals(event.extension("partnerid"))
          ? new Wanted<>(partner)
          : new Unreadable<>("PARTNER_MISMATCH", "The body names another partner than the header.");
    } catch (NotAsAgreed e) {
      return new Unreadable<>("INVALID_EVENT", e.detail());
    }
  }

  private static ZoneId zone(Fields body) throws NotAsAgreed {
    try {
      return ZoneId.of(body.requiredText("zone"));
    } catch (DateTimeException e) {
      var refusal = new NotAsAgreed("Expected a zone in zone");
      refusal.initCause(e);
      throw refusal;
    }
  }
}
