package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.OnMissingFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions written as a list of field, operator and value, all of which must hold; one alone
 * needs no list (F-027 … F-029). A condition may say itself what a missing fact comes to (C-07).
 */
public final class ListNotation {

  private static final Set<String> PROPERTIES =
      Set.of("field", "operator", "value", "onMissingFact");

  private ListNotation() {}

  /** The condition of a list, of one object, or of nothing. */
  public static ConditionReading read(Value json, FactTypes types, ConditionSource source) {
    var problems = new ConditionProblems();
    var conditions = new ArrayList<Condition>();
    switch (json) {
      case Value.Missing _ -> {}
      case Value.Fields(var fields) -> conditions.add(condition(fields, "", types, problems));
      case Value.Items(var items) when items.size() > ConditionLimits.MOST_PARTS ->
          problems.add(
              Code.TOO_MANY_PARTS, "", "at most " + ConditionLimits.MOST_PARTS + " conditions");
      case Value.Items(var items) -> conditions.addAll(all(items, types, problems));
      case Value.Text _, Value.Decimal _, Value.Bool _ ->
          problems.add(Code.NOT_A_CONDITION, "", "a list of conditions, or one condition");
    }
    return problems.reading(conjunction(conditions), source);
  }

  private static Condition conjunction(List<Condition> conditions) {
    return switch (conditions.size()) {
      case 0 -> Condition.ALWAYS;
      case 1 -> conditions.getFirst();
      default -> new Condition.All(conditions);
    };
  }

  private static List<Condition> all(
      List<Value> items, FactTypes types, ConditionProblems problems) {
    var conditions = new ArrayList<Condition>();
    for (int index = 0; index < items.size(); index++) {
      var path = "/" + index;
      if (items.get(index) instanceof Value.Fields(var fields)) {
        conditions.add(condition(fields, path, types, problems));
      } else {
        problems.add(Code.NOT_A_CONDITION, path, "an object of field, operator and value");
      }
    }
    return conditions;
  }

  private static Condition condition(
      Map<String, Value> fields, String path, FactTypes types, ConditionProblems problems) {
    fields.keySet().stream()
        .filter(name -> !PROPERTIES.contains(name))
        .sorted()
        .forEach(name -> problems.add(Code.PROPERTY_UNKNOWN, path, "no property " + name));
    var condition =
        new ConditionLine(types, problems, path)
            .read(
                fields.getOrDefault("field", Value.MISSING),
                fields.getOrDefault("operator", Value.MISSING),
                fields.getOrDefault("value", Value.MISSING));
    var setting = fields.getOrDefault("onMissingFact", Value.MISSING);
    return setting instanceof Value.Missing
        ? condition
        : withSetting(condition, setting, path, problems);
  }

  private static Condition withSetting(
      Condition condition, Value setting, String path, ConditionProblems problems) {
    var answer = setting instanceof Value.Text(var name) ? setting(name) : noSetting();
    if (answer.isEmpty()) {
      problems.add(
          Code.VALUE_INVALID,
          path + "/onMissingFact",
          "one of " + Arrays.toString(OnMissingFact.values()));
      return condition;
    }
    return new Condition.OnMissing(condition, answer.get());
  }

  private static Optional<OnMissingFact> setting(String name) {
    return Arrays.stream(OnMissingFact.values()).filter(it -> it.name().equals(name)).findFirst();
  }

  private static Optional<OnMissingFact> noSetting() {
    return Optional.empty();
  }
}
