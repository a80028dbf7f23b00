package dev.countersign.rules.json;

import static dev.countersign.rules.core.RulesFixtures.operation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.analysis.LintFinding;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactSource;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.FactTypes.Exposure;
import dev.countersign.rules.core.condition.Truth;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.policy.Terms;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The declared facts of an operation in conditions and in the documents that hold these. */
class DeclaredFactsTest {

  private static final Map<String, Fact> DECLARED =
      Map.of(
          "size", new Fact(Path.of("header.size"), FactType.DECIMAL),
          "lines.*.price", new Fact(Path.of("lines.*.price"), FactType.DECIMAL),
          "category", new Fact(Path.of("category"), FactType.TEXT));
  private static final FactTypes TYPES = FactTypes.of(DECLARED, Exposure.ANY_FIELD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size == 100",
        "size >= 99.5",
        "[{\"field\": \"size\", \"operator\": \"equals\", \"value\": \"100\"}]",
        "{\"==\": [{\"var\": \"size\"}, 100]}",
        "{\">\": [{\"+\": [{\"var\": \"size\"}, 1]}, 100]}",
        "{\"==\": [{\"val\": \"size\"}, 100]}"
      })
  @DisplayName("F-021 F-048 F-219: a fact is found where it was declared, in every notation")
  void factIsFoundWhereItWasDeclared(String condition) {
    var facts =
        FactSource.of(JsonValues.read("{\"header\": {\"size\": \"100.00\"}}".getBytes(UTF_8)));

    assertThat(Conditions.condition(condition, TYPES).test(facts)).isEqualTo(Truth.TRUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"category > 5", "amount contains 5"})
  @DisplayName("F-021 F-219: an operator that does not suit the declared type is refused")
  void declaredTypeRefusesOperators(String condition) {
    assertThat(Conditions.problems(condition, TYPES)).isNotEmpty();
  }

  @Test
  @DisplayName("F-047: any field may be read; one that is not declared is pointed out")
  void undeclaredFactIsPointedOut() {
    var terms = read("{'when': 'colour == red', 'always': [{'role': 'A'}]}");

    assertThat(PolicyAnalysis.prove(terms, expense(), Directory.EMPTY).findings())
        .contains(new LintFinding(Code.FACT_UNDECLARED, "policy", "fact colour"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size > 5",
        "category == x",
        "lines.0.price > 2",
        "loc_code == X",
        "currency == USD"
      })
  @DisplayName("F-047 F-049: neither a declared fact nor one of the context is pointed out")
  void knownFactsAreNotPointedOut(String condition) {
    var terms = read("{'when': '" + condition + "', 'always': [{'role': 'A'}]}");

    assertThat(PolicyAnalysis.prove(terms, expense(), Directory.EMPTY).findings())
        .extracting(LintFinding::code)
        .doesNotContain(Code.FACT_UNDECLARED);
  }

  @Test
  @DisplayName("F-021 A-24: a version keeps the facts it was written over, and no others")
  void versionKeepsItsFacts() {
    var terms = read("{'when': 'size == 100', 'always': [{'role': 'A'}]}");
    var stored = PolicyWriter.write(terms);

    assertThat(stored.at("/facts"))
        .isEqualTo(PolicyDesk.json("{'size': {'path': 'header.size', 'type': 'DECIMAL'}}"));
    assertThat(PolicyReader.readStored(stored).facts()).isEqualTo(terms.facts());
    assertThat(PolicyWriter.write(PolicyReader.readStored(stored))).isEqualTo(stored);
    assertThat(PolicyReader.readStored(stored).rules().getFirst().when().condition())
        .isEqualTo(terms.rules().getFirst().when().condition());
  }

  @Test
  @DisplayName("A-35: a document that declares facts of its own is refused")
  void documentDeclaresNothing() {
    var refused =
        catchThrowableOfType(
            InvalidPolicy.class,
            () ->
                read(
                    "{'when': 'size == 1', 'always': [{'role': 'A'}], 'facts': {'size': {'type': 'TEXT'}}}"));

    assertThat(refused.problems().getFirst().code()).isEqualTo("fact_not_declared");
    assertThat(refused.problems().getFirst().path()).isEqualTo("facts.size");
  }

  private static Terms read(String document) {
    return PolicyReader.read(
        PolicyDesk.json(document), new PolicyReader.Standards(Preset.LIGHTWEIGHT, "USD", TYPES));
  }

  private static Operation expense() {
    var plain = operation("expense");
    return new Operation(
        plain.code(),
        plain.title(),
        plain.aliases(),
        plain.eventTypes(),
        plain.paths(),
        plain.material(),
        plain.amountUse(),
        plain.signRule(),
        TYPES);
  }
}
