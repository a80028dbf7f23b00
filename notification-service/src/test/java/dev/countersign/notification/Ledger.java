package dev.countersign.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Writes what request-service would write: ledger events of one request, and people. */
public final class Ledger implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", setting("kafka.bootstrap.servers"), "linger.ms", 0),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final String partnerId;
  private final UUID requestId = UUID.randomUUID();
  private long seq;

  public Ledger(String partnerId) {
    this.partnerId = partnerId;
  }

  public UUID requestId() {
    return requestId;
  }

  public Ledger stepStarted(String... people) {
    return publish("approval.step_started", Map.of("step", step(), "notify", List.of(people)));
  }

  public Ledger stepStartedForRole(String role) {
    return publish("approval.step_started", Map.of("step", step(), "notifyRole", role));
  }

  public Ledger decided(String by, String reason) {
    return publish(
        "approval.decision_recorded",
        Map.of("step", step(), "by", by, "vote", "APPROVE", "reason", reason));
  }

  public Ledger approved(String... by) {
    return publish("approval.request_approved", Map.of("decidedBy", List.of(by)));
  }

  public Ledger overridden(String by) {
    return publish(
        "approval.request_overridden",
        Map.of("by", by, "witness", "w@" + partnerId, "justification", "the vessel sails"));
  }

  public Ledger rejected(String by, String reason) {
    return publish("approval.request_rejected", Map.of("step", step(), "by", by, "reason", reason));
  }

  public Ledger expired() {
    publish("approval.request_expired", Map.of("expiresAt", "2026-03-09T04:15:01Z"));
    return publish("approval.request_auto_rejected", Map.of("expiresAt", "2026-03-09T04:15:01Z"));
  }

  public Ledger publish(String type, Map<String, Object> more) {
    send(record(type, seq++, more));
    return this;
  }

  /** The record of an event, to be sent twice or spoilt. */
  public ProducerRecord<byte[], byte[]> record(String type, long at, Map<String, Object> more) {
    var body = new LinkedHashMap<String, Object>();
    var id = NameBasedIds.v5(requestId, Long.toString(at)).toString();
    body.put("id", id);
    body.put("type", type);
    body.put("time", "2026-03-02T04:15:00Z");
    body.put("partnerId", partnerId);
    body.put("requestId", requestId.toString());
    body.put("seq", at);
    body.put("iteration", 1);
    body.put("operation", "invoice");
    body.put("subjectId", "INV-1001");
    body.put("maker", "maker@" + partnerId);
    body.put("amount", "350000");
    body.put("currency", "BDT");
    body.putAll(more);
    return record("approvals.events.v1", requestId.toString(), id, type, body);
  }

  public Ledger partner(String zone, int version) {
    var body =
        Map.<String, Object>of(
            "id",
            partnerId,
            "name",
            "Acme",
            "preset",
            "LIGHTWEIGHT",
            "locks",
            List.of(),
            "zone",
            zone,
            "currency",
            "BDT",
            "version",
            version);
    var id = UUID.randomUUID().toString();
    send(record("approvals.partners.v1", partnerId, id, "partner.changed", body));
    return this;
  }

  public Ledger person(String personId, String name, int version, String... roles) {
    return person(
        Map.of(
            "partnerId",
            partnerId,
            "personId",
            personId,
            "name",
            name,
            "mail",
            personId + ".example",
            "active",
            true,
            "roles",
            List.of(roles),
            "version",
            version));
  }

  public Ledger person(Map<String, Object> body) {
    var key = partnerId + "|" + body.get("personId");
    var id = UUID.randomUUID().toString();
    send(record("approvals.directory.v1", key, id, "directory.person_changed", body));
    return this;
  }

  public void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String topic(String name) {
    return setting("countersign.topic-prefix") + name;
  }

  public static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  @Override
  public void close() {
    producer.close();
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic, String key, String id, String type, Map<String, Object> body) {
    var event =
        new CloudEvent(
            id,
            "/countersign/request-service",
            type,
            null,
            null,
            Map.of("partnerid", partnerId),
            Json.bytes(body));
    return CloudEvents.record(topic(topic), key, event, null);
  }

  private static Map<String, Object> step() {
    return Map.of("no", 1, "name", "Controller");
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
