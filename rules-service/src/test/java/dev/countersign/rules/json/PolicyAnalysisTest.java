package dev.countersign.rules.json;

import static dev.countersign.rules.json.PolicyDesk.EXPENSE;
import static dev.countersign.rules.json.PolicyDesk.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.analysis.LintFinding;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.analysis.Proof;
import dev.countersign.rules.core.analysis.Proof.Coverage;
import dev.countersign.rules.core.policy.StrictDefaults;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the analysis says of policies whose holes are known (N-06). */
class PolicyAnalysisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'over': '500', 'role': 'Me'};SAFE;",
        "{'always': [{'role': 'A'}]};SAFE;",
        "{'always': [{'role': 'A', 'autoApprove': '1000'}]};SAFE;",
        "{'always': [{'role': 'A', 'upperBound': '10'}]};UNSAFE;NOBODY_ASKED",
        "{'always': [{'role': 'A', 'upperBound': '10'}, {'role': 'B', 'when': 'amount > 10'}]};SAFE;",
        "{'always': [{'role': 'A', 'upperBound': '10'}, {'role': 'B', 'when': 'amount > 11'}]};UNSAFE;NOBODY_ASKED",
        "{'always': [{'role': 'A', 'upperBound': '10'}], 'onNoApplicableStep': 'AUTO_APPROVE'};UNSAFE;FAILS_OPEN_BY_CHOICE",
        "{'always': [{'role': 'A', 'active': false}]};UNSAFE;NOBODY_ASKED",
        "{'always': [{'role': 'A', 'active': false, 'bypassUntil': '2026-05-01T00:00:00Z'}]};UNSAFE;NOBODY_ASKED",
        "{'rules': [{'when': 'category == travel', 'role': 'A'}]};UNSAFE;NOBODY_ASKED",
        "{'rules': [{'when': 'category == travel', 'role': 'A'}, {'when': 'category not_equals travel', 'role': 'B'}]};SAFE;",
        "{'rules': [{'when': 'note contains x', 'role': 'A'}]};CANNOT_PROVE;CANNOT_PROVE",
        "{'rules': [{'when': 'note contains x', 'role': 'A'}, {'when': 'note not_contains x', 'role': 'B'}]};SAFE;",
        "{'bands': [{'from': '1', 'to': '5', 'role': 'A'}, {'from': '6', 'role': 'B'}]};UNSAFE;GAP",
        "{'bands': [{'from': '1', 'to': '7', 'role': 'A'}, {'from': '6', 'role': 'B'}]};SAFE;OVERLAP",
        "{'bands': [{'from': '1', 'to': '5', 'role': 'A'}]};UNSAFE;TOP_BAND_MISSING",
        "{'matchMode': 'FIRST_MATCH', 'rules': [{'id': 'all', 'role': 'A'}, {'id': 'late', 'role': 'B'}]};SAFE;UNREACHABLE",
        "{'rules': [{'id': 'never', 'when': [{'field': 'amount', 'operator': '>', 'value': '5'}, {'field': 'amount', 'operator': '<', 'value': '5'}], 'role': 'A'}, {'role': 'B'}]};SAFE;UNREACHABLE",
        "{'always': [{'role': 'A', 'ladder': [{'after': 'P1D', 'step': 'B'}]}, {'role': 'B', 'ladder': [{'after': 'P1D', 'step': 'A'}]}]};SAFE;ESCALATION_CYCLE",
        "{'always': [{'role': 'A', 'timeout': 'P4D'}, {'role': 'B', 'timeout': 'P4D'}]};SAFE;TTL_SHORTER_THAN_STEPS",
        "{'always': [{'role': 'A'}], 'selfApproval': 'ALLOWED'};SAFE;SELF_APPROVAL_ALLOWED"
      })
  @DisplayName("N-06 F-083 F-088 F-216 C-03 C-04: each hole and each surprise has its name")
  void holesHaveNames(String document, Coverage coverage, String code) {
    var proof = prove(document);

    assertThat(proof.coverage()).isEqualTo(coverage);
    if (code != null) {
      assertThat(codes(proof)).contains(code);
    }
  }

  @Test
  @DisplayName("F-107 F-215: the third level of the worked example applies to every amount")
  void levelWithoutThresholdAppliesToEverything() {
    var proof =
        prove(
            """
            {'always': [
              {'role': 'Department Manager', 'autoApprove': '1000'},
              {'role': 'Finance Director', 'autoApprove': '10000'},
              {'role': 'CFO'}]}
            """);

    assertThat(proof.findings())
        .containsExactly(new LintFinding(LintFinding.Code.APPLIES_TO_EVERYTHING, "main/CFO", ""));
  }

  @Test
  @DisplayName("N-06: a hole comes with an input that falls into it")
  void holeComesWithAnExample() {
    var proof = prove("{'always': [{'role': 'A', 'upperBound': '10'}]}");

    assertThat(proof.findings().getFirst().example())
        .isEqualTo("amount = 10.01, currency = \"USD\"");
  }

  @Test
  @DisplayName("F-067 to F-075: the shipped thresholds are safe and without surprise")
  void defaultsAreSafe() {
    StrictDefaults.of("BDT")
        .forEach((code, terms) -> {
          var proof = PolicyAnalysis.prove(terms, EXPENSE);
          assertThat(proof).isEqualTo(new Proof(Coverage.SAFE, List.of()));
        });
  }

  private static Proof prove(String document) {
    return PolicyAnalysis.prove(terms(document), EXPENSE);
  }

  private static List<String> codes(Proof proof) {
    return proof.findings().stream().map(it -> it.code().name()).toList();
  }
}
