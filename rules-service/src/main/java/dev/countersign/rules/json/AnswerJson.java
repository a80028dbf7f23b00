package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.backtest.Answer;
import dev.countersign.rules.core.backtest.AskedStep;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.TraceLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Answers as they are compared. What was published and what is concluded now go through the same
 * JSON, so that nothing differs but what consumers would see differ.
 */
public final class AnswerJson {

  private AnswerJson() {}

  /** The fields of an evaluation that a policy version is responsible for. */
  public static ObjectNode write(Conclusion conclusion) {
    var out = new ByteArrayOutputStream(1024);
    try (var json = Json.mapper().getFactory().createGenerator(out)) {
      json.writeStartObject();
      ConclusionJson.write(json, conclusion);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (ObjectNode) Json.read(out.toByteArray());
  }

  /** The answer that a conclusion comes to. */
  public static Answer of(Conclusion conclusion) {
    return of(write(conclusion));
  }

  /** The answer that stands in an evaluation. */
  public static Answer of(JsonNode evaluation) {
    var route = evaluation.path("route");
    var version = evaluation.path("policyVersion");
    return new Answer(
        evaluation.path("verdict").asText(),
        Optional.ofNullable(evaluation.path("reasonCode").textValue()),
        version.isInt() ? Optional.of(version.intValue()) : Optional.empty(),
        stream(evaluation.path("ruleIds")).map(JsonNode::asText).toList(),
        asked(route),
        route.isMissingNode() ? "" : route.toString(),
        stream(evaluation.path("trace")).map(AnswerJson::line).toList());
  }

  private static List<AskedStep> asked(JsonNode route) {
    var asked = new ArrayList<AskedStep>();
    for (var track : route.path("tracks")) {
      for (var step : track.path("steps")) {
        if (step.path("state").asText().equals("WAITING")) {
          var approvers = stream(step.path("approvers")).map(AnswerJson::approver).toList();
          asked.add(
              new AskedStep(track.path("name").asText(), quorum(step.path("quorum")), approvers));
        }
      }
    }
    return asked;
  }

  private static String quorum(JsonNode quorum) {
    var number = quorum.has("n") ? quorum.path("n") : quorum.path("percent");
    var kind = quorum.path("kind").asText();
    return number.isMissingNode() ? kind : kind + " " + number.asText();
  }

  /** Such as {@code role Controller} or {@code user amy@acme branch DHK}. */
  private static String approver(JsonNode approver) {
    var words = new ArrayList<String>();
    approver
        .properties()
        .forEach(field -> {
          words.add(field.getKey());
          words.add(field.getValue().asText());
        });
    return String.join(" ", words);
  }

  private static TraceLine line(JsonNode line) {
    return new TraceLine(
        line.path("rule").asText(), line.path("text").asText(), line.path("matched").asBoolean());
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
