package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Notation;
import dev.countersign.rules.core.condition.logic.LogicNotation;
import dev.countersign.rules.core.condition.notation.ListNotation;
import dev.countersign.rules.core.condition.notation.OneLineNotation;
import org.jspecify.annotations.Nullable;

/** Reads a condition in whichever of the notations it is written (C-06). */
public final class ConditionJson {

  private ConditionJson() {}

  /** A condition inside a document: a text in any notation, a list, an object, or nothing. */
  public static ConditionReading read(@Nullable JsonNode node, FactTypes types) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return read("", types);
    }
    return read(node.isTextual() ? node.textValue() : node.toString(), types);
  }

  /**
   * A condition as a text. What starts like JSON is a list or JSON Logic; an object with a field or
   * an operator is a list of one; nothing applies always (F-030).
   */
  public static ConditionReading read(@Nullable String text, FactTypes types) {
    if (text == null || text.isBlank() || text.strip().equals("null")) {
      return new ConditionReading.Understood(CompiledCondition.ALWAYS);
    }
    if (text.length() > ConditionLimits.LONGEST_SOURCE) {
      var advice = "at most " + ConditionLimits.LONGEST_SOURCE + " characters";
      return refused(Code.TOO_LONG, advice);
    }
    return looksLikeJson(text.strip())
        ? readJson(text, types)
        : OneLineNotation.read(text, types, new ConditionSource(Notation.ONE_LINE, text));
  }

  private static boolean looksLikeJson(String text) {
    return "{[\"".indexOf(text.charAt(0)) >= 0 || text.equals("true") || text.equals("false");
  }

  private static ConditionReading readJson(String text, FactTypes types) {
    try {
      var bytes = text.getBytes(UTF_8);
      Json.check(bytes);
      return readValue(JsonValues.read(bytes), text, types);
    } catch (InvalidJson e) {
      var isEscaped = text.contains("&quot;");
      return refused(
          Code.NOT_JSON,
          isEscaped ? "copied out of a web page: write \" for &quot;" : e.getMessage());
    }
  }

  private static ConditionReading readValue(Value json, String text, FactTypes types) {
    var isLogic =
        json instanceof Value.Bool
            || (json instanceof Value.Fields(var fields)
                && !fields.isEmpty()
                && !fields.containsKey("field")
                && !fields.containsKey("operator"));
    return isLogic
        ? LogicNotation.read(json, types, new ConditionSource(Notation.JSON_LOGIC, text))
        : ListNotation.read(json, types, new ConditionSource(Notation.LIST, text));
  }

  private static ConditionReading refused(Code code, @Nullable String advice) {
    return ConditionReading.refused(
        new ConditionProblem(code, "", advice == null ? "no JSON" : advice));
  }
}
