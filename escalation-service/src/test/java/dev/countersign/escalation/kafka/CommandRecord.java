package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Json;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A command as a consumer reads it. */
record CommandRecord(String key, CloudEvent event, JsonNode body) {

  static List<CommandRecord> await(TestBroker broker, int atLeast, UUID request) {
    return broker.await("approvals.commands.v1", atLeast, keyed(request)).stream()
        .map(CommandRecord::of)
        .toList();
  }

  static Predicate<ConsumerRecord<byte[], byte[]>> keyed(UUID request) {
    return record -> new String(record.key(), UTF_8).equals(request.toString());
  }

  String id() {
    return event.id();
  }

  String type() {
    return event.type();
  }

  private static CommandRecord of(ConsumerRecord<byte[], byte[]> record) {
    if (CloudEvents.parse(record) instanceof Incoming.Known(var event)) {
      return new CommandRecord(new String(record.key(), UTF_8), event, Json.read(event.data()));
    }
    throw new AssertionError("not a CloudEvent");
  }
}
