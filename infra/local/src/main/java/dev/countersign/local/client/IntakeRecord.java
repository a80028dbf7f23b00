package dev.countersign.local.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One record for the intake topic: what a producing service would send, good or bad. A good one is
 * a CloudEvent in binary mode, as any console producer can write it.
 *
 * @param key the record key, or empty for none
 */
public record IntakeRecord(Optional<String> key, Map<String, String> headers, String value) {
  public static final String TOPIC = "approvals.intake.v1";

  public IntakeRecord {
    headers = Map.copyOf(headers);
  }

  /** A CloudEvent in binary mode. */
  public static IntakeRecord event(
      EventId id, String type, String partner, Subject subject, String json) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id.id());
    headers.put("ce_source", id.source());
    headers.put("ce_type", type);
    headers.put("ce_subject", subject.id());
    headers.put("ce_partnerid", partner);
    headers.put("content-type", "application/json");
    var key = partner + "|" + subject.operation() + "|" + subject.id();
    return new IntakeRecord(Optional.of(key), headers, json);
  }

  /** The same CloudEvent in structured mode: everything in one JSON document. */
  public IntakeRecord structured() {
    var attributes = new StringBuilder("{");
    headers.forEach((name, value) -> {
      if (name.startsWith("ce_")) {
        attributes.append("\"%s\":\"%s\",".formatted(name.substring(3), value));
      }
    });
    var document = attributes + "\"datacontenttype\":\"application/json\",\"data\":" + value + "}";
    return new IntakeRecord(key, Map.of("content-type", "application/cloudevents+json"), document);
  }

  public IntakeRecord without(String header) {
    var fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new IntakeRecord(key, fewer, value);
  }

  public IntakeRecord withValue(String other) {
    return new IntakeRecord(key, headers, other);
  }

  ProducerRecord<byte[], byte[]> toKafka() {
    var kafka =
        key.map(text -> new ProducerRecord<>(TOPIC, bytes(text), bytes(value)))
            .orElseGet(() -> new ProducerRecord<>(TOPIC, bytes(value)));
    headers.forEach((name, text) -> kafka.headers().add(name, bytes(text)));
    return kafka;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Who an event is: unique per partner. */
  public record EventId(String source, String id) {}

  /** What an event is about. */
  public record Subject(String operation, String id) {}
}
