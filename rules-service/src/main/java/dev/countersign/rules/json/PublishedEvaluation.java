package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.window.Counted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An evaluation as it was published, with the event's data as they came: a number in them must be
 * read from the very text the live evaluation read it from.
 */
public record PublishedEvaluation(JsonNode head, String data) {

  private static final String DATA = "data";

  /** Reads what {@link EvaluationJson} wrote, in which the data stand last. */
  public static PublishedEvaluation read(byte[] body) {
    var text = new String(body, UTF_8);
    var head = JsonNodeFactory.instance.objectNode();
    try (var parser = Json.mapper().getFactory().createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        if (name.equals(DATA)) {
          var start = (int) parser.currentTokenLocation().getCharOffset();
          return new PublishedEvaluation(head, text.substring(start, text.lastIndexOf('}')));
        }
        head.set(name, parser.<JsonNode>readValueAsTree());
      }
      return new PublishedEvaluation(head, "null");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String field) {
    return head.path(field).asText();
  }

  /**
   * The event, for a version that has not seen it; empty if it was answered before any version was
   * asked, so that another one changes nothing.
   */
  public Optional<Event> event(Operation operation, Instant at) {
    if (!head.has("maker") || text("intent").equals(Intent.CANCEL.name())) {
      return Optional.empty();
    }
    return Optional.of(
        new Event(
            text("partnerId"),
            Optional.of(operation),
            Intent.valueOf(text("intent")),
            Optional.of(text("maker")),
            Optional.of(text("revision")),
            value(),
            at));
  }

  /** What was counted before the event. */
  public Counted counted() {
    return CountedJson.read(head);
  }

  private Value value() {
    return JsonValues.read(data.getBytes(UTF_8));
  }

  /** What the evaluation says of the event itself. */
  public ObjectNode about() {
    var about = JsonNodeFactory.instance.objectNode();
    for (var field : new String[] {"evaluationId", "event", "subjectId", "facts"}) {
      if (head.has(field)) {
        about.set(field, head.get(field));
      }
    }
    return about;
  }

  /** What the version in force said. */
  public ObjectNode answer() {
    var answer = JsonNodeFactory.instance.objectNode();
    var fields =
        new String[] {
          "verdict", "reasonCode", "policyId", "policyVersion", "ruleIds", "trace", "route"
        };
    for (var field : fields) {
      if (head.has(field)) {
        answer.set(field, head.get(field));
      }
    }
    return answer;
  }
}
