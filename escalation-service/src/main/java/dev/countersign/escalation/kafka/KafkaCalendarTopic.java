package dev.countersign.escalation.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.escalation.app.CalendarTopic;
import dev.countersign.escalation.app.StoredCalendar;
import dev.countersign.escalation.json.CalendarDocument;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.messaging.RecordSender;
import dev.countersign.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes calendars to their compacted topic, each under the id of its version. */
@ApplicationScoped
class KafkaCalendarTopic implements CalendarTopic {

  private static final String TOPIC = "approvals.calendars.v1";
  private static final String SOURCE = "/countersign/escalation-service";
  private static final String TYPE = "calendar.changed";

  private static final UUID IDS =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/calendars");

  private final String topic;
  private final RecordSender sender;

  KafkaCalendarTopic(
      Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topic = topics.of(TOPIC);
    this.sender = new RecordSender(bootstrap, "escalation-service-calendars", Map.of());
  }

  @Override
  public Uni<Void> send(List<StoredCalendar> calendars) {
    return sender.send(calendars, this::record);
  }

  private ProducerRecord<byte[], byte[]> record(StoredCalendar calendar) {
    var version = calendar.version();
    var partner = version.name().partner().value();
    var key = partner + "|" + version.name().name();
    var event =
        new CloudEvent(
            NameBasedIds.v5(IDS, key + "|" + version.version()).toString(),
            SOURCE,
            TYPE,
            null,
            calendar.savedAt().atOffset(ZoneOffset.UTC),
            Map.of("partnerid", partner),
            Json.bytes(body(calendar)));
    return CloudEvents.record(topic, key, event, null);
  }

  private static ObjectNode body(StoredCalendar calendar) {
    var version = calendar.version();
    ObjectNode body = Json.mapper().valueToTree(CalendarDocument.of(version.calendar()));
    return body.put("partnerId", version.name().partner().value())
        .put("name", version.name().name())
        .put("version", version.version());
  }

  @PreDestroy
  void close() {
    sender.close();
  }
}
