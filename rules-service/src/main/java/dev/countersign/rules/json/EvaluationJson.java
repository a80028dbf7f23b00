package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.Evaluation;
import dev.countersign.rules.core.evaluation.Facts;
import dev.countersign.rules.core.evaluation.MakerFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code approval.evaluated} straight to bytes, in the field order of the contract: this is
 * the hot path, and a tree in between would cost more than the evaluation itself.
 */
public final class EvaluationJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private EvaluationJson() {}

  /** The body, and what its headers repeat of it. */
  public record Written(UUID id, Optional<String> payloadDigest, BodyBytes body) {}

  /** The bytes of a body, wrapped so that records can hold them. */
  public static final class BodyBytes {
    private final byte[] bytes;

    BodyBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The bytes themselves; nobody may change them. */
    public byte[] bytes() {
      return bytes;
    }
  }

  public static Written write(EvaluationMessage message) {
    var out = new ByteArrayOutputStream(message.sizeHint());
    var id = message.id();
    var material = message.material();
    var digest = material.map(Digests::ofPayload);
    try (var json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("evaluationId", id.toString());
      json.writeStringField("intent", message.evaluation().event().intent().name());
      writeEvent(json, message.event());
      writeSubject(json, message);
      writeFacts(json, message.evaluation());
      CountedJson.write(json, message.evaluation().event().counted());
      json.writeFieldName("material");
      json.writeRawValue(material.orElse("{}"));
      json.writeStringField("contentDigest", Digests.ofContent(message.event().data()));
      writeIfPresent(json, "payloadDigest", digest);
      ConclusionJson.write(json, message.evaluation().conclusion());
      writeAlternatives(json, message.evaluation().alternatives());
      json.writeFieldName("data");
      // The data goes in as it came, byte for byte; the parser has seen that it is JSON.
      json.writeRawValue("");
      json.flush();
      out.write(message.event().data());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Written(id, digest, new BodyBytes(out.toByteArray()));
  }

  private static void writeEvent(JsonGenerator json, CloudEvent event) throws IOException {
    json.writeObjectFieldStart("event");
    json.writeStringField("source", event.source());
    json.writeStringField("id", event.id());
    json.writeStringField("type", event.type());
    var time = event.time();
    if (time != null) {
      json.writeStringField("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }
    writeIfPresent(json, "subject", event.subject());
    json.writeEndObject();
  }

  private static void writeSubject(JsonGenerator json, EvaluationMessage message)
      throws IOException {
    json.writeStringField("partnerId", message.evaluation().event().partner());
    writeIfPresent(json, "operation", message.operation());
    writeIfPresent(json, "subjectId", message.event().subject());
    json.writeNumberField("revision", message.evaluation().revision());
    var facts = message.evaluation().facts();
    if (facts.isPresent()) {
      writeMaker(json, facts.get());
    }
  }

  private static void writeMaker(JsonGenerator json, Facts facts) throws IOException {
    if (facts.maker() instanceof MakerFinding.Known(var maker, var contributors)) {
      json.writeStringField("maker", maker.value());
      writeIfPresent(json, "makerReason", facts.makerReason());
      json.writeArrayFieldStart("contributors");
      for (var contributor : contributors) {
        json.writeString(contributor.value());
      }
      json.writeEndArray();
    }
  }

  private static void writeFacts(JsonGenerator json, Evaluation evaluation) throws IOException {
    json.writeObjectFieldStart("facts");
    writeIfPresent(json, "amount", evaluation.amount().map(CanonicalJson::plain));
    if (evaluation.facts().isPresent()) {
      writeIfPresent(json, "currency", evaluation.facts().get().currencyCode());
      writeIfPresent(json, "branch", evaluation.facts().get().branch());
    }
    json.writeEndObject();
  }

  /** What other versions say, for requests that are pinned to one of them (I-9). */
  private static void writeAlternatives(JsonGenerator json, List<Conclusion> alternatives)
      throws IOException {
    if (alternatives.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("alternatives");
    for (var alternative : alternatives) {
      json.writeStartObject();
      ConclusionJson.write(json, alternative);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeIfPresent(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
