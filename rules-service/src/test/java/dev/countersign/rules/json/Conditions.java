package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Truth;
import java.util.List;

/** Conditions and data for tests, written the way people write them. */
public final class Conditions {

  private Conditions() {}

  public static CompiledCondition condition(String text) {
    return condition(text, FactTypes.STANDARD);
  }

  public static CompiledCondition condition(String text, FactTypes types) {
    return switch (ConditionJson.read(text, types)) {
      case ConditionReading.Understood(var condition) -> condition;
      case ConditionReading.Refused(var problems) ->
          throw new AssertionError(text + " was refused: " + problems);
    };
  }

  public static List<ConditionProblem> problems(String text) {
    return problems(text, FactTypes.STANDARD);
  }

  public static List<ConditionProblem> problems(String text, FactTypes types) {
    return switch (ConditionJson.read(text, types)) {
      case ConditionReading.Understood(var condition) ->
          throw new AssertionError(text + " was understood: " + condition);
      case ConditionReading.Refused(var problems) -> problems;
    };
  }

  public static FactSource data(String json) {
    return FactSource.of(value(json));
  }

  public static Value value(String json) {
    return JsonValues.read(json.getBytes(UTF_8));
  }

  public static Truth test(String condition, String data) {
    return condition(condition).test(data(data));
  }

  /** One condition of the list notation. */
  public static String line(String field, String operator, String value) {
    return "{\"field\": \"%s\", \"operator\": \"%s\", \"value\": \"%s\"}"
        .formatted(field, operator, value);
  }
}
