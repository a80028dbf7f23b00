package dev.countersign.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.analysis.PolicyAnalysis;
import dev.countersign.rules.core.analysis.Proof.Coverage;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.window.NotCounted;
import dev.countersign.rules.core.window.WindowedFact;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windowed facts in policy documents, and what conditions make of them. */
class PolicyWindowsTest {

  private static final String SPLIT =
      """
      {'currency': 'USD', 'onNoApplicableStep': 'AUTO_APPROVE',
       'windows': {'spent': {'sum': 'amount', 'per': 'customer', 'over': 'PT24H'}},
       'when': 'spent >= 100000', 'always': [{'role': 'Controller'}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'w': {'per': 'x', 'over': 'P1D'}}                               | window_measure_unclear | windows.w",
        "{'w': {'sum': 'amount', 'count': true, 'per': 'x', 'over': 'P1D'}} | window_measure_unclear | windows.w",
        "{'w': {'count': false, 'per': 'x', 'over': 'P1D'}}               | window_measure_unclear | windows.w",
        "{'w': {'sum': 'amount', 'count': false, 'per': 'x', 'over': 'P1D'}} | window_measure_unclear | windows.w",
        "{'w': {'count': true, 'over': 'P1D'}}                            | window_per_missing     | windows.w.per",
        "{'w': {'count': true, 'per': 'x'}}                               | window_length_invalid  | windows.w.over",
        "{'w': {'count': true, 'per': 'x', 'over': 'PT59S'}}              | window_length_invalid  | windows.w.over",
        "{'w': {'count': true, 'per': 'x', 'over': 'P31DT1S'}}            | window_length_invalid  | windows.w.over",
        "{'w': {'count': true, 'per': 'x', 'over': 'PT1M0.5S'}}           | window_length_invalid  | windows.w.over",
        "{'w': {'count': true, 'per': 'x', 'over': 'a day'}}              | window_length_invalid  | windows.w.over",
        "{'w': {'count': true, 'per': 'a..b', 'over': 'P1D'}}             | path_invalid           | windows.w.per",
        "{'w': {'count': true, 'per': 'lines.*.id', 'over': 'P1D'}}       | path_invalid           | windows.w.per",
        "{'w': {'sum': 'currency', 'per': 'x', 'over': 'P1D'}}            | window_type_mismatch   | windows.w.sum",
        "{'two words': {'count': true, 'per': 'x', 'over': 'P1D'}}        | window_name_invalid    | windows.two words",
        "{'amount': {'count': true, 'per': 'x', 'over': 'P1D'}}           | window_name_taken      | windows.amount",
        "{'branch': {'count': true, 'per': 'x', 'over': 'P1D'}}           | window_name_taken      | windows.branch",
        "{'w': {'count': true, 'per': 'x', 'over': 'P1D', 'since': 'x'}}  | unknown_field          | windows.w.since",
        "{'w': 5}                                                         | object_expected        | windows.w",
        "[]                                                               | object_expected        | windows",
        "{'unread': {'count': true, 'per': 'x', 'over': 'P1D'}}           | window_unread          | windows.unread"
      })
  @DisplayName("N-12 A-35: a window that cannot be counted, or that nobody reads, is refused")
  void badWindowIsRefused(String windows, String code, String path) {
    var refused =
        catchThrowableOfType(
            InvalidPolicy.class,
            () ->
                PolicyDesk.terms(
                    "{'when': 'w > 5', 'always': [{'role': 'A'}], 'windows': " + windows + "}"));

    assertThat(refused.problems().getFirst().code()).isEqualTo(code);
    assertThat(refused.problems().getFirst().path()).isEqualTo(path);
  }

  @Test
  @DisplayName("N-12: ten windows are enough")
  void tooManyWindowsAreRefused() {
    var windows =
        IntStream.range(0, 11)
            .mapToObj(it -> "'w" + it + "': {'count': true, 'per': 'x', 'over': 'P1D'}")
            .toList();

    assertThatThrownBy(() ->
            PolicyDesk.terms(
                "{'always': [{'role': 'A'}], 'windows': {" + String.join(",", windows) + "}}"))
        .hasMessageContaining("too_many_windows");
  }

  @Test
  @DisplayName("N-12: what is stored says where the fields stand, and is read back as it was")
  void windowsAreKept() {
    var terms = PolicyDesk.terms(SPLIT);
    var stored = PolicyWriter.write(terms);

    assertThat(terms.windows().get("spent"))
        .isEqualTo(
            new WindowedFact(
                Optional.of(Path.of("amount")), Path.of("customer"), Duration.ofHours(24)));
    assertThat(stored.at("/windows/spent").toString())
        .isEqualTo("{\"sum\":\"amount\",\"per\":\"customer\",\"over\":\"P1D\"}");
    assertThat(PolicyReader.readStored(stored).windows()).isEqualTo(terms.windows());
    assertThat(PolicyWriter.write(PolicyReader.readStored(stored))).isEqualTo(stored);
  }

  @Test
  @DisplayName(
      "N-12 SD-16: the part of a split that crosses the limit is the first that is asked about")
  void crossingPartIsTheFirst() {
    var part = "{'amount': '30000', 'currency': 'USD', 'customer': 'c-1'}";

    for (int parts = 1; parts <= 6; parts++) {
      var evaluation = PolicyDesk.evaluateLast(SPLIT, Collections.nCopies(parts, part));
      assertThat(evaluation.at("/verdict").asText())
          .describedAs("part %d", parts)
          .isEqualTo(parts < 4 ? "NOT_REQUIRED" : "REQUIRED");
    }
    var crossing = PolicyDesk.evaluateLast(SPLIT, Collections.nCopies(4, part));
    assertThat(crossing.at("/trace/0/text").asText()).contains("spent >= 100000", "120000");
    assertThat(crossing.at("/windows/0/before").asText()).isEqualTo("90000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'amount': '30000', 'currency': 'USD'}                                  | FACT_MISSING",
        "{'amount': '30000', 'currency': 'USD', 'customer': ' '}                 | FACT_MISSING",
        "{'currency': 'USD', 'customer': 'c-1'}                                  | FACT_MISSING",
        "{'amount': '30000', 'customer': 'c-1'}                                  | FACT_MISSING",
        "{'amount': '30000', 'currency': 'usd', 'customer': 'c-1'}               | FACT_MISSING",
        "{'amount': 'much', 'currency': 'USD', 'customer': 'c-1'}                | FACT_MALFORMED",
        "{'amount': 1e300, 'currency': 'USD', 'customer': 'c-1'}                 | FACT_MALFORMED",
        "{'amount': '1', 'currency': 'USD', 'customer': ['c-1']}                 | FACT_MALFORMED",
        "{'amount': '1', 'currency': 'USD', 'customer': [], 'spent': 1}          | FACT_MALFORMED",
        "{'amount': '30000', 'currency': 'USD', 'spent': '1'}                    | FACT_MISSING"
      })
  @DisplayName(
      "N-12 C-07: without its field a windowed fact is a missing one, whatever the data say")
  void missingFieldIsAMissingFact(String data, String reason) {
    assertThat(PolicyDesk.evaluate(SPLIT, data).at("/reasonCode").asText()).isEqualTo(reason);
  }

  @Test
  @DisplayName("N-12 SD-16: a field of the window's name in the data does not stand for it")
  void dataCannotSayWhatWasCounted() {
    var part = "{'amount': '60000', 'currency': 'USD', 'customer': 'c-1', 'spent': '1'}";

    assertThat(PolicyDesk.evaluateLast(SPLIT, List.of(part, part)).at("/verdict").asText())
        .isEqualTo("REQUIRED");
  }

  @Test
  @DisplayName("N-12: nothing is concluded where nobody has counted")
  void uncountedIsNoZero() {
    assertThatThrownBy(() ->
            PolicyDesk.evaluate(SPLIT, "{'amount': '30000', 'currency': 'USD', 'customer': 'c-1'}"))
        .isInstanceOf(NotCounted.class);
  }

  @Test
  @DisplayName("N-06 N-12: the analysis takes a window for any number that is not below 0")
  void analysisKnowsWindowsAreNotNegative() {
    assertThat(coverage("w >= 0")).isEqualTo(Coverage.SAFE);
    assertThat(coverage("w >= 0.3")).isEqualTo(Coverage.UNSAFE);
    assertThat(coverage("w < 5")).isEqualTo(Coverage.UNSAFE);
  }

  @Test
  @DisplayName("N-12 F-047: what a window reads is held against what is declared; its name is not")
  void undeclaredFieldsOfWindowsArePointedOut() {
    var findings =
        PolicyAnalysis.prove(PolicyDesk.terms(SPLIT), PolicyDesk.EXPENSE, Directory.EMPTY)
            .findings()
            .stream()
            .filter(it -> it.code() == Code.FACT_UNDECLARED)
            .map(Object::toString)
            .toList();

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst()).contains("customer");
  }

  private static Coverage coverage(String condition) {
    var terms =
        PolicyDesk.terms(
            """
            {'windows': {'w': {'count': true, 'per': 'customer', 'over': 'P1D'}},
             'when': '%s', 'always': [{'role': 'A'}]}
            """
                .formatted(condition));
    return PolicyAnalysis.prove(terms, PolicyDesk.EXPENSE).coverage();
  }
}
