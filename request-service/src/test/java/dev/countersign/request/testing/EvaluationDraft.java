package dev.countersign.request.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.Chain;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An evaluation as rules-service would write it, to be changed by a test before it is sent. */
public final class EvaluationDraft {
  private final ObjectNode body = Json.mapper().createObjectNode();
  private final Map<String, String> received = new HashMap<>();

  private EvaluationDraft(String partner, String eventId) {
    body.put("evaluationId", UUID.randomUUID().toString()).put("intent", "OPEN");
    body.putObject("event")
        .put("source", "/billing")
        .put("id", eventId)
        .put("type", "invoice.created")
        .put("time", "2026-03-02T04:15:00Z")
        .put("subject", "INV-" + eventId);
    body.put("partnerId", partner)
        .put("operation", "invoice")
        .put("subjectId", "INV-" + eventId)
        .put("revision", 1)
        .put("maker", "maker@" + partner)
        .put("makerReason", "monthly order");
    body.putArray("contributors");
    body.putObject("facts").put("amount", "350000").put("currency", "BDT");
    body.putObject("material").put("amount", "350000").put("currency", "BDT");
    content("content of " + eventId);
    body.put("policyId", "7b1f9a52-3c61-4c55-9d0a-0e5a4a1f7c33").put("policyVersion", 3);
    body.putArray("ruleIds").add("band-200000");
    body.putArray("trace")
        .addObject()
        .put("rule", "band-200000")
        .put("text", "amount 350000 BDT is in [200000, 500000)")
        .put("matched", true);
    body.putObject("data").put("amount", "350000").put("maker", "maker@" + partner);
  }

  /** One step: one of two supervisors must agree. */
  public static EvaluationDraft required(String partner, String eventId) {
    return new EvaluationDraft(partner, eventId).verdict("REQUIRED").step("Supervisor", "COUNT", 1);
  }

  public static EvaluationDraft requiredWithoutSteps(String partner, String eventId) {
    return new EvaluationDraft(partner, eventId).verdict("REQUIRED");
  }

  public static EvaluationDraft notRequired(String partner, String eventId) {
    return new EvaluationDraft(partner, eventId).verdict("NOT_REQUIRED");
  }

  public static EvaluationDraft quarantined(String partner, String eventId, String reasonCode) {
    var draft = new EvaluationDraft(partner, eventId).verdict("QUARANTINED");
    draft.body.put("reasonCode", reasonCode);
    draft.body.remove("payloadDigest");
    draft.body.remove("policyVersion");
    draft.body.remove("policyId");
    return draft;
  }

  public EvaluationDraft with(Consumer<ObjectNode> change) {
    change.accept(body);
    return this;
  }

  public EvaluationDraft verdict(String verdict) {
    body.put("verdict", verdict);
    return this;
  }

  public EvaluationDraft intent(String intent) {
    body.put("intent", intent);
    return this;
  }

  public EvaluationDraft subject(String subjectId) {
    body.put("subjectId", subjectId);
    return this;
  }

  public EvaluationDraft content(String content) {
    body.put("contentDigest", digest(content)).put("payloadDigest", digest("payload " + content));
    return this;
  }

  /** With what an event that is quarantined came in, its data at the end and its digest true. */
  public EvaluationDraft receivedBy(String topic, String actor) {
    received.put("intaketopic", topic);
    received.put("actor", actor);
    var data = body.remove("data");
    body.put("contentDigest", digest(new String(Json.bytes(data), UTF_8)));
    body.set("data", data);
    return this;
  }

  public EvaluationDraft ttl(String ttl) {
    route().put("ttl", ttl);
    return this;
  }

  public EvaluationDraft step(String role, String quorum, int n) {
    var steps = steps();
    var step = steps.addObject().put("no", steps.size()).put("name", role).put("state", "WAITING");
    step.putObject("quorum").put("kind", quorum).put("n", n);
    step.put("rejectionRule", "FIRST_REJECTION");
    step.putArray("approvers").addObject().put("role", role);
    step.putObject("requireReason").put("approve", true).put("reject", true);
    return this;
  }

  /** Whom the last step asks, as JSON, instead of its role. */
  public EvaluationDraft asking(String... approvers) {
    var steps = steps();
    var asked = ((ObjectNode) steps.get(steps.size() - 1)).putArray("approvers");
    for (String approver : approvers) {
      asked.add(Json.read(approver.getBytes(UTF_8)));
    }
    return this;
  }

  public EvaluationDraft timeout(String timeout, String escalateTo) {
    var steps = steps();
    ((ObjectNode) steps.get(steps.size() - 1))
        .putObject("clocks")
        .put("timeout", timeout)
        .put("onTimeout", "ESCALATE")
        .putObject("escalateTo")
        .put("role", escalateTo);
    return this;
  }

  public String partner() {
    return body.path("partnerId").asText();
  }

  public String eventId() {
    return body.path("event").path("id").asText();
  }

  public String payloadDigest() {
    return body.path("payloadDigest").textValue();
  }

  public ProducerRecord<byte[], byte[]> toRecord(String topic) {
    var key =
        body.path("partnerId").asText()
            + "|"
            + body.path("operation").asText("-")
            + "|"
            + body.path("subjectId").asText();
    var extensions = new HashMap<>(received);
    extensions.put("partnerid", body.path("partnerId").asText());
    var event =
        new CloudEvent(
            body.path("evaluationId").asText(),
            "/countersign/rules-service",
            "approval.evaluated",
            body.path("subjectId").asText(),
            null,
            extensions,
            Json.bytes(body));
    return CloudEvents.record(
        topic, key, event, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  private ObjectNode route() {
    if (body.get("route") instanceof ObjectNode route) {
      return route;
    }
    var route = body.putObject("route");
    var track = route.putArray("tracks").addObject().put("name", "main");
    track.putArray("steps");
    route.put("tracksRequired", 1).put("ttl", "P7D");
    return route;
  }

  private ArrayNode steps() {
    return (ArrayNode) route().withArray("tracks").get(0).withArray("steps");
  }

  private static String digest(String content) {
    return HexFormat.of().formatHex(Chain.sha256(content.getBytes(UTF_8)));
  }
}
