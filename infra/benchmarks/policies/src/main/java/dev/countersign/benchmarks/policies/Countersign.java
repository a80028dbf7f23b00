package dev.countersign.benchmarks.policies;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionReading.Understood;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.TracedCondition;
import dev.countersign.rules.core.condition.Truth;
import dev.countersign.rules.core.condition.logic.LogicNotation;
import dev.countersign.rules.core.condition.notation.ListNotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product's own conditions, compiled once. */
final class Countersign {

  private Countersign() {}

  static Engine plain(List<List<Line>> policies) {
    return plain(policies.stream().map(Countersign::list).toArray(CompiledCondition[]::new));
  }

  static Engine inJsonLogic(List<List<Line>> policies) {
    var conditions = policies.stream().map(Countersign::logic).toArray(CompiledCondition[]::new);
    return plain(conditions);
  }

  private static Engine plain(CompiledCondition[] conditions) {
    var facts = facts();
    return event -> {
      int matching = 0;
      for (var condition : conditions) {
        if (condition.test(facts[event]) == Truth.TRUE) {
          matching++;
        }
      }
      return matching;
    };
  }

  static Engine traced(List<List<Line>> policies) {
    var conditions = policies.stream().map(Countersign::list).toArray(CompiledCondition[]::new);
    var facts = facts();
    return event -> {
      int matching = 0;
      for (var condition : conditions) {
        var trace = new ArrayList<TracedCondition>(3);
        if (condition.trace(facts[event], trace) == Truth.TRUE) {
          matching++;
        }
      }
      return matching;
    };
  }

  private static CompiledCondition list(List<Line> lines) {
    var items = new ArrayList<Value>();
    for (var line : lines) {
      var fields = new HashMap<String, Value>();
      fields.put("field", new Value.Text(line.field()));
      fields.put("operator", new Value.Text(line.operator()));
      if (!line.value().isEmpty()) {
        fields.put("value", new Value.Text(line.value()));
      }
      items.add(new Value.Fields(fields));
    }
    return understood(
        ListNotation.read(new Value.Items(items), FactTypes.STANDARD, ConditionSource.BLANK));
  }

  private static CompiledCondition logic(List<Line> lines) {
    var json = value(new com.google.gson.Gson().fromJson(JsonLogicJava.rule(lines), Object.class));
    return understood(LogicNotation.read(json, FactTypes.STANDARD, ConditionSource.BLANK));
  }

  private static CompiledCondition understood(ConditionReading reading) {
    return switch (reading) {
      case Understood(var condition) -> condition;
      case ConditionReading.Refused refused -> throw new IllegalStateException("" + refused);
    };
  }

  private static FactSource[] facts() {
    return Workload.events().stream().map(Countersign::facts).toArray(FactSource[]::new);
  }

  /** Amount and currency in the context, as the evaluator has them. */
  private static FactSource facts(Map<String, Object> event) {
    return FactSource.of(
        Map.of(
            ContextField.AMOUNT, value(event.get("amount")),
            ContextField.CURRENCY, value(event.get("currency"))),
        value(event));
  }

  private static Value value(Object json) {
    return switch (json) {
      case Map<?, ?> map -> {
        var fields = new HashMap<String, Value>();
        map.forEach((name, field) -> fields.put((String) name, value(field)));
        yield new Value.Fields(fields);
      }
      case List<?> list -> new Value.Items(list.stream().map(Countersign::value).toList());
      case Long number -> new Value.Decimal(BigDecimal.valueOf(number));
      case Double number -> new Value.Decimal(new BigDecimal(number));
      default -> new Value.Text(json.toString());
    };
  }
}
