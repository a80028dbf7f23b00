package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Truth;
import dev.countersign.rules.core.condition.logic.CompiledExpression;
import dev.countersign.rules.core.condition.logic.LogicNotation;
import dev.countersign.rules.core.condition.logic.Sameness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The community's compatibility suite of JSON Logic. It is not part of this repository: point the
 * property {@code countersign.json-logic-suite} at the file, or the tests are skipped.
 */
class JsonLogicSuiteTest {

  private static final String NAME = "json-logic-compatible.json";
  private static final int CASES = 278;

  @Test
  @DisplayName("F-053: every case of the JSON Logic suite gives the value it asks for")
  void everyCaseGivesTheValueItAsksFor() throws IOException {
    var failures = new ArrayList<String>();
    var cases = cases();
    for (var it : cases) {
      var actual = evaluate(it);
      if (!actual.map(value -> Sameness.strict(value, value(it.path("result")))).orElse(false)) {
        failures.add(it + " gave " + actual);
      }
    }
    System.out.printf("JSON Logic suite: %d of %d%n", cases.size() - failures.size(), cases.size());
    assertThat(failures).isEmpty();
    assertThat(cases).hasSize(CASES);
  }

  @Test
  @DisplayName("F-053: as a condition, every case is as true as its value, or says that it is open")
  void everyCaseIsAsTrueAsItsValue() throws IOException {
    for (var it : cases()) {
      var reading =
          LogicNotation.read(value(it.path("rule")), FactTypes.STANDARD, ConditionSource.BLANK);
      if (reading instanceof ConditionReading.Understood(var condition)) {
        assertThat(truth(condition, it)).describedAs("%s", it).isIn(expected(it));
      }
    }
  }

  private static Truth truth(CompiledCondition condition, JsonNode it) {
    return condition.test(FactSource.of(value(it.path("data"))));
  }

  private static List<Truth> expected(JsonNode it) {
    var result = value(it.path("result"));
    var isTrue =
        switch (result) {
          case Value.Bool(var truth) -> truth;
          case Value.Decimal(var number) -> number.signum() != 0;
          case Value.Text(var text) -> !text.isEmpty();
          case Value.Items(var items) -> !items.isEmpty();
          case Value.Fields _ -> true;
          case Value.Missing _ -> false;
        };
    return List.of(Truth.of(isTrue), Truth.MISSING, Truth.MALFORMED);
  }

  private static Optional<Value> evaluate(JsonNode it) {
    return LogicNotation.expression(value(it.path("rule")))
        .map(CompiledExpression::of)
        .map(expression -> expression.value(FactSource.of(value(it.path("data")))));
  }

  private static Value value(JsonNode node) {
    return node.isMissingNode() ? Value.MISSING : JsonValues.read(Json.bytes(node));
  }

  private static List<JsonNode> cases() throws IOException {
    var file = file();
    assumeTrue(file.isPresent(), "The JSON Logic suite is not here: skipped");
    var cases = new ArrayList<JsonNode>();
    Json.read(Files.readAllBytes(file.orElseThrow())).forEach(cases::add);
    return cases.stream().filter(JsonNode::isObject).toList();
  }

  /** Where the property says, or in a directory shared beside the project. */
  private static Optional<Path> file() {
    var given = System.getProperty("countersign.json-logic-suite");
    return given != null
        ? Optional.of(Path.of(given))
        : Stream.of("../shared/data", "../../shared/data")
            .map(directory -> Path.of(directory, NAME))
            .filter(Files::exists)
            .findFirst();
  }
}
