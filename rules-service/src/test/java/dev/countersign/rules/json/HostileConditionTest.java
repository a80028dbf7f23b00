package dev.countersign.rules.json;

import static dev.countersign.rules.json.Conditions.condition;
import static dev.countersign.rules.json.Conditions.data;
import static dev.countersign.rules.json.Conditions.line;
import static dev.countersign.rules.json.Conditions.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.ConditionProblem;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.TextSearch;
import dev.countersign.rules.core.condition.Truth;
import java.time.Duration;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions and events made to hurt: refused at save, or given up on in time. */
class HostileConditionTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 10_000})
  @DisplayName("IN-06: conditions inside conditions are refused beyond a depth")
  void depthIsRefused(int depth) {
    var text = "{\"!\":[".repeat(depth) + "{\"var\":\"a\"}" + "]}".repeat(depth);
    var isAllowed = depth < ConditionLimits.DEEPEST;
    if (isAllowed) {
      assertThat(condition(text)).isNotNull();
    } else {
      assertThat(problems(text)).hasSize(1);
    }
  }

  @Test
  @DisplayName("IN-06: too many operands, values, characters are refused")
  void tooMuchIsRefused() {
    var parts = String.join(",", Collections.nCopies(600, "{\"var\":\"a\"}"));
    assertThat(code("{\"or\":[" + parts + "]}")).isEqualTo(ConditionProblem.Code.TOO_MANY_PARTS);
    var many = String.join(",", Collections.nCopies(100_000, "1"));
    assertThat(code("{\"in\":[1,[" + many + "]]}")).isEqualTo(ConditionProblem.Code.TOO_LONG);
    var values = String.join(",", Collections.nCopies(1_001, "1"));
    assertThat(code("{\"in\":[{\"var\":\"a\"},[" + values + "]]}"))
        .isEqualTo(ConditionProblem.Code.TOO_MANY_PARTS);
    assertThat(code(line("a", "in", values))).isEqualTo(ConditionProblem.Code.TOO_MANY_PARTS);
    assertThat(code(line("a", "contains", "x".repeat(501))))
        .isEqualTo(ConditionProblem.Code.TOO_LONG);
    assertThat(code(line("a.".repeat(20) + "b", "==", "1")))
        .isEqualTo(ConditionProblem.Code.FIELD_INVALID);
    var lines = String.join(",", Collections.nCopies(501, "{}"));
    assertThat(code("[" + lines + "]")).isEqualTo(ConditionProblem.Code.TOO_MANY_PARTS);
  }

  private static ConditionProblem.Code code(String text) {
    return problems(text).getFirst().code();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Lists inside lists: a cubic number of steps.
        "{\"some\":[{\"var\":\"l\"},{\"some\":[{\"preserve\":[%1$s]},"
            + "{\"some\":[{\"preserve\":[%1$s]},false]}]}]}",
        // A text that doubles with every element.
        "{\"reduce\":[{\"var\":\"l\"},"
            + "{\"cat\":[{\"var\":\"accumulator\"},{\"var\":\"accumulator\"}]},\"ha\"]}",
        // A list that doubles with every element.
        "{\"reduce\":[{\"var\":\"l\"},"
            + "{\"merge\":[{\"var\":\"accumulator\"},{\"var\":\"accumulator\"}]},[1]]}",
        // A number whose digits double with every element.
        "{\">\":[{\"reduce\":[{\"var\":\"l\"},"
            + "{\"*\":[{\"var\":\"accumulator\"},{\"var\":\"accumulator\"}]},7]},0]}",
      })
  @DisplayName("IN-06: a condition that costs too much on an event is given up on")
  void aCostlyConditionIsGivenUpOn(String pattern) {
    var hundred = String.join(",", Collections.nCopies(100, "1"));
    var event = data("{\"l\":[" + String.join(",", Collections.nCopies(20_000, "1")) + "]}");
    var condition = condition(pattern.formatted(hundred));
    assertTimeout(
        SOON, () -> assertThat(condition.test(event)).isIn(Truth.TOO_COSTLY, Truth.MALFORMED));
  }

  @Test
  @DisplayName("IN-07: a search takes time linear in the text, whatever is searched")
  void aSearchTakesLinearTime() {
    var event = data("{\"note\":\"" + "a".repeat(60_000) + "\"}");
    var lines =
        String.join(
            ",", Collections.nCopies(25, line("note", "not_contains", "a".repeat(400) + "b")));
    var condition = condition("[" + lines + "]");
    assertTimeout(SOON, () -> assertThat(condition.test(event)).isEqualTo(Truth.TRUE));
  }

  @Test
  @DisplayName("IN-07: the linear search finds what the naive one finds")
  void theLinearSearchFindsWhatTheNaiveOneFinds() {
    long seed = Long.getLong("countersign.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      var wanted = letters(random, 1 + random.nextInt(12));
      // Long enough for the linear search to be taken.
      var text = letters(random, 50) + "c".repeat(40_000) + letters(random, 300);
      assertThat(new TextSearch(wanted).isIn(text))
          .describedAs("seed %d: %s", seed, wanted)
          .isEqualTo(text.contains(wanted));
    }
  }

  private static String letters(SplittableRandom random, int length) {
    var text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      text.append(random.nextInt(5) == 0 ? 'b' : 'a');
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"1e999999999\"}",
        "{\"a\": 1e-99999}",
        "{\"a\": 99999999999999999999999999999999999999999999999999999999999999999}",
        "{\"a\": \"-0\"}",
        "{\"a\": [[[[[[]]]]]]}",
        "{\"a\": {\"__proto__\": 1}}",
        "[]",
        "5",
      })
  @DisplayName("IN-06: an event of any shape gets an answer")
  void anEventOfAnyShapeGetsAnAnswer(String event) {
    for (var text :
        new String[] {
          "a > 5", "a in 1,2", "a contains x", "a -> b crosses 1, 2", "{\"+\":[{\"var\":\"a\"},1]}"
        }) {
      FactSource facts = data(event);
      assertThat(condition(text).test(facts)).isNotNull();
      assertThat(condition(text).explain(facts)).hasSize(1);
    }
  }
}
