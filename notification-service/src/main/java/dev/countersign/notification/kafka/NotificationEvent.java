package dev.countersign.notification.kafka;

import dev.countersign.notification.app.Claimed;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notification as it goes over the wire. Id and bytes follow from event and person alone, so that
 * a repetition is recognised; no name, address, amount or reason stands in it (ruling 5).
 */
final class NotificationEvent {
  static final String TYPE = "approval.person_notified";
  private static final String SOURCE = "/countersign/notification-service";

  private NotificationEvent() {}

  static CloudEvent of(Claimed delivery, String personId) {
    var partnerId = delivery.id().partnerId();
    return new CloudEvent(
        delivery.id().id().toString(),
        SOURCE,
        TYPE,
        delivery.facts().subjectId().orElse(null),
        delivery.at().atOffset(ZoneOffset.UTC),
        Map.of("partnerid", partnerId, "requestid", delivery.event().requestId().toString()),
        Json.bytes(body(delivery, personId)));
  }

  private static Map<String, Object> body(Claimed delivery, String personId) {
    var facts = delivery.facts();
    var body = new LinkedHashMap<String, Object>();
    body.put("id", delivery.id().id().toString());
    body.put("type", TYPE);
    body.put("time", delivery.at().toString());
    body.put("partnerId", delivery.id().partnerId());
    body.put("requestId", delivery.event().requestId().toString());
    body.put("seq", delivery.event().seq());
    body.put("personId", personId);
    body.put("occasion", delivery.kind().occasion().name());
    body.put("about", delivery.kind().type());
    facts.operation().ifPresent(operation -> body.put("operation", operation));
    facts.subjectId().ifPresent(subject -> body.put("subjectId", subject));
    facts.step().ifPresent(step -> body.put("step", step));
    if (!delivery.kind().endsRequest()) {
      facts.decideBefore().ifPresent(before -> body.put("decideBefore", before.toString()));
    }
    return body;
  }
}
