package dev.countersign.request.kafka;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming.Known;
import dev.countersign.platform.messaging.Incoming.Malformed;
import dev.countersign.platform.messaging.Json;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Evaluation.Alternative;
import dev.countersign.request.app.Evaluation.Intent;
import dev.countersign.request.app.Evaluation.SourceEvent;
import dev.countersign.request.app.Evaluation.Texts;
import dev.countersign.request.app.EventName;
import dev.countersign.request.app.Received;
import dev.countersign.request.app.message.Fields;
import dev.countersign.request.app.message.InvalidMessage;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Opening;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes approval.evaluated; the shape is that of contracts/events/approval.evaluated. */
final class EvaluationReader {
  static final String TYPE = "approval.evaluated";
  private static final Pattern PARTNER = Pattern.compile("[a-z0-9-]{2,40}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private EvaluationReader() {}

  /** The evaluation in a record, or an {@link InvalidMessage}. */
  static Evaluation read(ConsumerRecord<byte[], byte[]> record) {
    return switch (CloudEvents.parse(record)) {
      case Malformed(var reason, var detail) -> throw new InvalidMessage(reason + ": " + detail);
      case Known(var event) when !event.type().equals(TYPE) ->
          throw new InvalidMessage("Expected " + TYPE + ", but got " + event.type());
      case Known(var event) -> evaluation(event, record);
    };
  }

  private static Evaluation evaluation(CloudEvent message, ConsumerRecord<byte[], byte[]> record) {
    var fields = new Fields(Json.read(message.data()));
    var event = fields.object("event").orElseThrow(() -> new InvalidMessage("event is missing"));
    var dossier = dossier(fields, event, record);
    var opening =
        OpeningReader.read(
            fields, OpeningReader.About.of(fields, dossier, dossier.policyVersion()));
    return new Evaluation(
        dossier,
        fields.word("intent", Intent.class).orElse(Intent.OPEN),
        new SourceEvent(event.require("type"), event.time("time"), event.text("subject")),
        opening,
        fields.text("reasonCode"),
        fields.text("makerReason"),
        fields.texts("contributors"),
        fields.texts("ruleIds"),
        texts(fields, opening),
        fields.objects("alternatives").stream()
            .map(it -> alternative(it, fields, dossier))
            .toList(),
        received(message, opening, dossier));
  }

  /** T-04: what nobody could judge is kept as it came in. */
  private static Optional<Received> received(CloudEvent message, Opening opening, Dossier dossier) {
    if (!(opening instanceof Opening.Unevaluable)) {
      return Optional.empty();
    }
    return Optional.ofNullable(message.extension("intaketopic"))
        .flatMap(topic ->
            OriginalData.in(message.data(), dossier.contentDigest())
                .map(data ->
                    new Received(
                        topic,
                        Optional.ofNullable(message.extension("actor")),
                        Optional.ofNullable(message.extension("revision")),
                        data)));
  }

  /** What an earlier version says of the same event. */
  private static Alternative alternative(Fields other, Fields event, Dossier dossier) {
    var policy = other.id("policyId").orElseThrow(() -> new InvalidMessage("policyId is missing"));
    var version = other.requireNumber("policyVersion");
    return new Alternative(
        policy,
        version,
        OpeningReader.read(other, OpeningReader.About.of(event, dossier, Optional.of(version))),
        other.text("reasonCode"),
        other.texts("ruleIds"),
        other.json("trace"),
        other.json("route"));
  }

  private static Dossier dossier(
      Fields fields, Fields event, ConsumerRecord<byte[], byte[]> record) {
    var partner = fields.require("partnerId");
    if (!PARTNER.matcher(partner).matches()) {
      throw new InvalidMessage("partnerId is not the id of a partner");
    }
    var source = event.require("source");
    var eventId = event.require("id");
    var facts = fields.object("facts");
    return new Dossier(
        partner,
        RequestIds.of(record.timestamp(), partner, source, eventId),
        source,
        eventId,
        fields.text("operation"),
        fields.text("subjectId"),
        fields.number("revision"),
        fields.text("maker"),
        facts.flatMap(it -> it.text("amount")).flatMap(EvaluationReader::decimal),
        facts.flatMap(it -> it.text("currency")),
        digest(fields, "contentDigest")
            .orElseThrow(() -> new InvalidMessage("contentDigest is missing")),
        digest(fields, "payloadDigest"),
        fields.id("policyId"),
        fields.number("policyVersion"),
        1,
        CloudEvents.traceparent(record),
        List.of(new EventName(source, eventId)));
  }

  /** What nobody is asked about keeps its trace alone: most events are like that. */
  private static Texts texts(Fields fields, Opening opening) {
    return switch (opening) {
      case Opening.NotRequired _ ->
          new Texts(
              Optional.empty(),
              Optional.empty(),
              fields.json("trace"),
              Optional.empty(),
              Optional.empty());
      case Opening.Required _, Opening.Unevaluable _ ->
          new Texts(
              fields.json("facts"),
              fields.json("material"),
              fields.json("trace"),
              fields.json("route"),
              fields.json("data"));
    };
  }

  private static Optional<Digest> digest(Fields fields, String name) {
    return fields
        .text(name)
        .map(hex -> {
          if (!DIGEST.matcher(hex).matches()) {
            throw new InvalidMessage(name + " is not a digest");
          }
          return new Digest(hex);
        });
  }

  private static Optional<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
