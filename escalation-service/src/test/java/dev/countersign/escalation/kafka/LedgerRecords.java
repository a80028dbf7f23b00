package dev.countersign.escalation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Ledger events as request-service publishes them: the contract's examples, told of a request. */
record LedgerRecords(String partner, UUID request) {

  static LedgerRecords of(String partner) {
    return new LedgerRecords(partner, UUID.randomUUID());
  }

  CloudEvent created(long seq, Instant expiresAt) {
    return event(
        body("request_created/examples/supervisor-band", seq).put("expiresAt", at(expiresAt)));
  }

  CloudEvent quarantined(long seq, Instant expiresAt) {
    return event(
        body("request_quarantined/examples/no-policy", seq).put("expiresAt", at(expiresAt)));
  }

  CloudEvent stepStarted(long seq, Instant dueAt) {
    return event(body("step_started/examples/supervisor", seq).put("dueAt", at(dueAt)));
  }

  CloudEvent stepApproved(long seq) {
    return event(body("step_approved/examples/supervisor", seq));
  }

  CloudEvent expired(long seq) {
    return event(body("request_expired/examples/ttl", seq));
  }

  /** The example as it stands, for the tests that spoil it. */
  ObjectNode body(String example, long seq) {
    var body = (ObjectNode) Json.read(resource("approval." + example + ".json"));
    return body.put("partnerId", partner)
        .put("requestId", request.toString())
        .put("seq", seq)
        .put("iteration", 1)
        .put("id", NameBasedIds.v5(request, Long.toString(seq)).toString());
  }

  CloudEvent event(ObjectNode body) {
    return new CloudEvent(
        body.get("id").textValue(),
        "/countersign/request-service",
        body.get("type").textValue(),
        "INV-1001",
        null,
        Map.of("partnerid", partner, "requestid", request.toString()),
        body.toString().getBytes(UTF_8));
  }

  private static String at(Instant instant) {
    return instant.toString();
  }

  static byte[] resource(String name) {
    var path = "/contracts/events/" + name;
    try (var stream = LedgerRecords.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new NoSuchFileException(path);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
