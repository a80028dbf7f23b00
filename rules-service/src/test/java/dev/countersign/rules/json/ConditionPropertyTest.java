package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.TracedCondition;
import dev.countersign.rules.core.condition.logic.CompiledExpression;
import dev.countersign.rules.core.condition.logic.LogicNotation;
import dev.countersign.rules.core.condition.logic.LogicOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random conditions on random events. A failure prints the seed: -Dcountersign.seed repeats it. */
class ConditionPropertyTest {

  private static final int ROUNDS = 30_000;
  private static final List<String> NAMES = List.of("a", "b", "c.d", "l", "l.0");
  private static final List<String> TEXTS = List.of("", "a", "PO-1", "5", "5.00", "-3", "true");
  private static final FactTypes OPEN = FactTypes.ofPaths(Map.of(), FactTypes.Exposure.ANY_FIELD);

  private final long seed = Long.getLong("countersign.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  @Test
  @DisplayName("F-053: the simple tests found in an expression agree with the expression")
  void simpleTestsAgreeWithTheExpression() {
    for (int round = 0; round < ROUNDS; round++) {
      var json = logic(3);
      var expression = LogicNotation.expression(json);
      var reading = LogicNotation.read(json, OPEN, ConditionSource.BLANK);
      if (expression.isPresent() && reading instanceof ConditionReading.Understood(var condition)) {
        var facts = FactSource.of(event());
        var byLetter = CompiledExpression.of(expression.get()).truth(facts);
        var compiled = condition.test(facts);
        if (byLetter.isKnown() && compiled.isKnown()) {
          assertThat(compiled)
              .describedAs("seed %d: %s on %s", seed, json, facts.data())
              .isEqualTo(byLetter);
        }
      }
    }
  }

  @Test
  @DisplayName("C-07: an open answer never hides a known one, whatever the missing fact would be")
  void aKnownAnswerHoldsWhateverTheMissingFactWouldBe() {
    for (int round = 0; round < ROUNDS; round++) {
      var condition = compiled(tree(3));
      var event = new HashMap<>(event().fields());
      event.remove("a");
      var without = condition.test(FactSource.of(new Value.Fields(event)));
      event.put("a", scalar());
      var with = condition.test(FactSource.of(new Value.Fields(event)));
      if (without.isKnown() && with.isKnown() && !asksForPresence(condition.condition())) {
        assertThat(with)
            .describedAs("seed %d: %s on %s", seed, condition, event)
            .isEqualTo(without);
      }
    }
  }

  @Test
  @DisplayName("N-03: with a trace or without, the answer is the same")
  void tracedOrNotTheAnswerIsTheSame() {
    for (int round = 0; round < ROUNDS; round++) {
      var condition = compiled(tree(3));
      var facts = FactSource.of(event());
      var truth = condition.test(facts);
      assertThat(condition.trace(facts, new ArrayList<>()))
          .describedAs("seed %d: %s on %s", seed, condition, facts.data())
          .isEqualTo(truth);
      assertThat(condition.explain(facts)).allSatisfy(ConditionPropertyTest::isTold);
    }
  }

  private static void isTold(TracedCondition line) {
    assertThat(line.text()).contains(": was ");
  }

  private static boolean asksForPresence(Condition condition) {
    return condition.toString().contains("IsEmpty");
  }

  private static CompiledCondition compiled(Condition condition) {
    return CompiledCondition.of(condition, ConditionSource.BLANK);
  }

  private Condition tree(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Condition.All(List.of(tree(depth - 1), tree(depth - 1)));
      case 1 -> new Condition.Any(List.of(tree(depth - 1), tree(depth - 1), tree(depth - 1)));
      default -> new Condition.Not(tree(depth - 1));
    };
  }

  private Condition leaf() {
    var operators =
        List.of("== 5", "> 5", "<= 5", "in 5,a", "contains a", "starts_with P", "between 1 and 5");
    var line = pick(NAMES) + " " + pick(operators);
    return Conditions.condition(random.nextInt(9) == 0 ? "a is_empty" : line, OPEN).condition();
  }

  private Value logic(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return random.nextBoolean() ? variable() : scalar();
    }
    var operator = pick(LogicOperator.symbols());
    var arguments = new ArrayList<Value>();
    int count = 1 + random.nextInt(3);
    for (int index = 0; index < count; index++) {
      arguments.add(logic(depth - 1));
    }
    return new Value.Fields(Map.of(operator, new Value.Items(arguments)));
  }

  private Value variable() {
    return new Value.Fields(Map.of("var", new Value.Text(pick(NAMES))));
  }

  private Value.Fields event() {
    var fields = new HashMap<String, Value>();
    for (var name : List.of("a", "b")) {
      fields.put(name, scalar());
    }
    fields.put("c", new Value.Fields(Map.of("d", scalar())));
    fields.put("l", new Value.Items(List.of(scalar(), scalar())));
    fields.values().removeIf(_ -> random.nextInt(6) == 0);
    return new Value.Fields(fields);
  }

  private Value scalar() {
    return switch (random.nextInt(6)) {
      case 0 -> new Value.Bool(random.nextBoolean());
      case 1 -> Value.MISSING;
      case 2 -> new Value.Items(List.of(new Value.Text("a"), new Value.Decimal(BigDecimal.TWO)));
      case 3 -> new Value.Text(pick(TEXTS));
      default -> new Value.Decimal(BigDecimal.valueOf(random.nextInt(-20, 20), random.nextInt(2)));
    };
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
