package dev.countersign.rules.json;

import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.FactTypes;
import java.util.Locale;

/** Reads the conditions of a policy document in the types of its operation's facts. */
record ConditionReader(FactTypes types) {

  CompiledCondition read(Document document, String name) {
    return switch (ConditionJson.read(document.node().get(name), types)) {
      case ConditionReading.Understood(var condition) -> condition;
      case ConditionReading.Refused(var problems) ->
          throw new InvalidPolicy(
              problems.stream()
                  .map(it ->
                      new InvalidPolicy.Problem(
                          "condition_" + it.code().name().toLowerCase(Locale.ROOT),
                          document.at(name) + it.path(),
                          it.advice()))
                  .toList());
    };
  }
}
