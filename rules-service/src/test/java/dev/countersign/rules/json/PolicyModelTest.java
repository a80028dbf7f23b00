package dev.countersign.rules.json;

import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.json.PolicyDesk.evaluate;
import static dev.countersign.rules.json.PolicyDesk.terms;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each part of a policy does to an event, seen from the evaluation that is published. */
class PolicyModelTest {

  private static final String S3 =
      """
      {'always': [
        {'role': 'Department Manager', 'autoApprove': '1000'},
        {'role': 'Finance Director', 'autoApprove': '10000'},
        {'role': 'CFO', 'autoApprove': '50000'}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "1000, NOT_REQUIRED, AUTO_APPROVED, ''",
    "1000.01, REQUIRED, '', 'WAITING AUTO_APPROVED AUTO_APPROVED'",
    "10000, REQUIRED, '', 'WAITING AUTO_APPROVED AUTO_APPROVED'",
    "10000.01, REQUIRED, '', 'WAITING WAITING AUTO_APPROVED'",
    "50000.01, REQUIRED, '', 'WAITING WAITING WAITING'"
  })
  @DisplayName("F-082 F-102 F-103 F-106 C-02 F-218: up to its threshold a level approves itself")
  void levelApprovesItselfUpToItsThreshold(
      String amount, String verdict, String reason, String states) {
    var evaluation = evaluate(S3, "{'amount': '" + amount + "', 'currency': 'USD'}");

    assertThat(evaluation.at("/verdict").asText()).isEqualTo(verdict);
    assertThat(evaluation.at("/reasonCode").asText()).isEqualTo(reason);
    assertThat(states(evaluation)).isEqualTo(states);
  }

  @Test
  @DisplayName("F-031 F-083 F-087 F-088: what does not apply is skipped, with its reason")
  void inapplicableStepsAreSkippedWithTheirReason() {
    var evaluation =
        evaluate(
            """
            {'always': [
              {'role': 'A', 'when': [{'field': 'currency', 'operator': '==', 'value': 'EUR'}]},
              {'role': 'B', 'upperBound': '1000'},
              {'role': 'C', 'active': false},
              {'role': 'D'}]}
            """,
            "{'amount': '1000.01', 'currency': 'USD'}");

    assertThat(evaluation.at("/route/tracks/0/steps").findValuesAsText("skipReason"))
        .containsExactly("CONDITION_NOT_MET", "ABOVE_UPPER_BOUND", "INACTIVE");
    assertThat(states(evaluation)).isEqualTo("SKIPPED SKIPPED SKIPPED WAITING");
    assertThat(evaluation.at("/trace").toString()).contains("was \\\"USD\\\"");
  }

  @Test
  @DisplayName("C-19: a bypass ends by itself on its day")
  void bypassEndsOnItsDay() {
    var until = NOW.plus(Duration.ofDays(1));
    var terms =
        terms(
            "{'always': [{'role': 'A', 'active': false, 'bypassUntil': '%s'}, {'role': 'B'}]}"
                .formatted(until));

    assertThat(states(evaluate(terms, "{}", List.of(), until.minusMillis(1))))
        .isEqualTo("SKIPPED WAITING");
    assertThat(states(evaluate(terms, "{}", List.of(), until))).isEqualTo("WAITING WAITING");
  }

  @ParameterizedTest
  @CsvSource({
    "QUARANTINE, QUARANTINED, NO_APPLICABLE_STEP",
    "AUTO_APPROVE, NOT_REQUIRED, NO_APPLICABLE_STEP"
  })
  @DisplayName("C-04 F-216: everything skipped is an approval only where the policy says so")
  void everythingSkippedIsNoApproval(String setting, String verdict, String reason) {
    var evaluation =
        evaluate(
            """
            {'always': [{'role': 'A', 'upperBound': '10'}], 'onNoApplicableStep': '%s'}
            """
                .formatted(setting),
            "{'amount': '10.01', 'currency': 'USD'}");

    assertThat(evaluation.at("/verdict").asText()).isEqualTo(verdict);
    assertThat(evaluation.at("/reasonCode").asText()).isEqualTo(reason);
  }

  @Test
  @DisplayName("C-04: a fallback step is asked where no other applies")
  void fallbackStepIsAsked() {
    var evaluation =
        evaluate(
            """
            {'always': [{'role': 'A', 'upperBound': '10'}], 'fallbackStep': {'role': 'Owner'}}
            """,
            "{'amount': '10.01', 'currency': 'USD'}");

    assertThat(evaluation.at("/route/tracks/0/name").asText()).isEqualTo("fallback");
    assertThat(evaluation.at("/route/tracks/0/steps/0/approvers/0/role").asText())
        .isEqualTo("Owner");
  }

  @ParameterizedTest
  @CsvSource({"AT_OR_ABOVE, 500, REQUIRED", "ABOVE, 500, NOT_REQUIRED", "ABOVE, 500.01, REQUIRED"})
  @DisplayName("C-03 F-064 F-218: the policy says on which side its threshold lies")
  void edgeLiesWhereThePolicySays(String requires, String amount, String verdict) {
    var evaluation =
        evaluate(
            "{'over': '500', 'role': 'Me', 'requiresApproval': '" + requires + "'}",
            "{'amount': '" + amount + "', 'currency': 'USD'}");

    assertThat(evaluation.at("/verdict").asText()).isEqualTo(verdict);
  }

  @Test
  @DisplayName("C-05 F-089: rules that match at once run side by side, each under its own name")
  void allMatchingRulesAskTogether() {
    var evaluation = evaluate(rules("ALL_MATCH"), "{'category': 'travel'}");

    assertThat(evaluation.at("/ruleIds").toString()).isEqualTo("[\"base\",\"travel\"]");
    assertThat(evaluation.at("/route/tracks").findValuesAsText("ruleId"))
        .containsExactly("base", "travel");
    assertThat(evaluation.at("/route/tracksRequired").asInt()).isEqualTo(2);
    assertThat(evaluation.at("/route/tracks/1/steps/0/no").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("C-05: with first match the order decides")
  void firstMatchStopsAtTheFirst() {
    var evaluation = evaluate(rules("FIRST_MATCH"), "{'category': 'travel'}");

    assertThat(evaluation.at("/ruleIds").toString()).isEqualTo("[\"base\"]");
  }

  @ParameterizedTest
  @CsvSource({"QUARANTINE, QUARANTINED", "NON_MATCH, REQUIRED", "MATCH, REQUIRED"})
  @DisplayName("C-07 F-217: a missing fact is what the policy says it is, quarantine by default")
  void missingFactIsWhatThePolicySays(String setting, String verdict) {
    var document =
        rules("ALL_MATCH").replace("'rules'", "'onMissingFact': '" + setting + "', 'rules'");
    var evaluation = evaluate(document, "{}");

    assertThat(evaluation.at("/verdict").asText()).isEqualTo(verdict);
    assertThat(evaluation.at("/ruleIds").size())
        .isEqualTo(
            switch (setting) {
              case "MATCH" -> 2;
              case "NON_MATCH" -> 1;
              default -> 0;
            });
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "ANY, 1", "ALL, 3", "MAJORITY, 2", "60%, 2", "67%, 3"})
  @DisplayName("F-091 F-097 F-101: a quorum of tracks becomes a number")
  void quorumOfTracksBecomesANumber(String quorum, int number) {
    var evaluation =
        evaluate(
            """
            {'tracksRequired': '%s', 'tracks': [
              {'name': 'Finance', 'steps': [{'role': 'F'}]},
              {'name': 'Legal', 'steps': [{'role': 'L'}]},
              {'name': 'Logistics', 'steps': [{'role': 'G'}]}]}
            """
                .formatted(quorum),
            "{}");

    assertThat(evaluation.at("/route/tracksRequired").asInt()).isEqualTo(number);
    assertThat(evaluation.at("/route/tracks").findValuesAsText("name"))
        .contains("Finance", "Legal", "Logistics");
  }

  @Test
  @DisplayName("F-091: a quorum that the applicable tracks cannot reach is never lowered")
  void unreachableQuorumOfTracksIsQuarantined() {
    var evaluation =
        evaluate(
            """
            {'tracksRequired': 2, 'tracks': [
              {'name': 'Finance', 'steps': [{'role': 'F'}]},
              {'name': 'Legal', 'steps': [{'role': 'L', 'when': 'contract is_not_empty'}]}]}
            """,
            "{'category': 'x'}");

    assertThat(evaluation.at("/reasonCode").asText()).isEqualTo("TRACKS_UNREACHABLE");
  }

  @Test
  @DisplayName("C-02: tracks that approve themselves never stand in for the people of another")
  void policyBasisNeverReplacesPeople() {
    var evaluation =
        evaluate(
            """
            {'tracksRequired': 'ANY', 'tracks': [
              {'name': 'Small', 'steps': [{'role': 'S', 'autoApprove': '100'}]},
              {'name': 'Legal', 'steps': [{'role': 'L'}]}]}
            """,
            "{'amount': '1', 'currency': 'USD'}");

    assertThat(evaluation.at("/verdict").asText()).isEqualTo("REQUIRED");
    assertThat(evaluation.at("/route/tracksRequired").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("C-13 F-092 F-094: approvers of every kind, those from the event filled in")
  void approversOfEveryKind() {
    var evaluation =
        evaluate(
            """
            {'always': [{'name': 'all of them', 'quorum': 'ANY', 'approvers': [
              {'user': 'cfo@acme'}, 'Controller', {'group': 'deal-desk'},
              {'managerOf': 'MAKER', 'levels': 2}, {'attribute': 'owner.id'},
              {'resolver': 'cost-centre-owner', 'by': 'cost.centre'},
              {'role': 'Supervisor', 'branch': {'fact': 'branch'}, 'location': 'WH-MAIN'}]}]}
            """,
            "{'owner': {'id': 'ann@acme'}, 'branch': 'DHK', 'cost': {'centre': ' 4711 '}}");

    assertThat(evaluation.at("/route/tracks/0/steps/0/approvers"))
        .isEqualTo(
            PolicyDesk.json(
                """
                [{'user': 'cfo@acme'}, {'role': 'Controller'}, {'group': 'deal-desk'},
                 {'managerOf': 'MAKER', 'levels': 2}, {'user': 'ann@acme'},
                 {'resolver': 'cost-centre-owner', 'key': '4711'},
                 {'role': 'Supervisor', 'branch': 'DHK', 'location': 'WH-MAIN'}]
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "{'by': 4711}, 4711",
    "{'by': 4711.0}, 4711",
    "{'by': 1E+3}, 1000",
    "{'by': '0815'}, 0815",
    "{'by': 47.5}, ''",
    "{'by': true}, ''",
    "{'by': ' '}, ''",
    "{}, ''"
  })
  @DisplayName("C-13 F-139: a resolver is asked by a name or a whole number, else it names nobody")
  void resolverIsAskedByItsKey(String data, String key) {
    for (var policy :
        List.of(
            "{'always': [{'resolver': 'owner', 'by': 'by'}]}",
            "{'onMissingFact': 'NON_MATCH', 'always': [{'resolver': 'owner', 'by': 'by'}]}",
            "{'onMissingFact': 'MATCH', 'always': [{'resolver': 'owner', 'by': 'by'}]}",
            "{'always': [{'role': 'A', 'timeout': 'P1D', 'escalateTo': {'resolver': 'owner', 'by': 'by'}}]}",
            "{'always': [{'role': 'A', 'ladder': [{'after': 'P1D', 'resolver': 'owner', 'by': 'by'}]}]}",
            "{'always': [{'role': 'A', 'upperBound': '0'}], 'fallbackStep': {'resolver': 'owner', 'by': 'by'}}")) {
      var evaluation =
          evaluate(
              policy, data.replace("{", "{'amount': '1', 'currency': 'USD', ").replace(", }", "}"));

      if (key.isEmpty()) {
        assertThat(evaluation.at("/reasonCode").asText()).isEqualTo("APPROVER_UNRESOLVED");
      } else {
        assertThat(evaluation.at("/route").toString())
            .contains("{\"resolver\":\"owner\",\"key\":\"" + key + "\"}");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"{}", "{'owner': ''}", "{'owner': 7}", "{'owner': {'id': 'x'}}"})
  @DisplayName("C-13: an approver whom the event does not name is nobody, never everybody")
  void unnamedApproverIsQuarantined(String data) {
    var evaluation = evaluate("{'always': [{'attribute': 'owner'}]}", data);

    assertThat(evaluation.at("/reasonCode").asText()).isEqualTo("APPROVER_UNRESOLVED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'payee': {'id': 'eve@acme'}} | ['eve@acme']",
        "{'payee': {'id': 'eve@acme', 'kin': ['carl@acme', 'eve@acme']}} | ['eve@acme', 'carl@acme']",
        "{'contributors': ['bob@acme'], 'payee': {'id': 'eve@acme'}} | ['bob@acme', 'eve@acme']",
        "{'payee': {}} | []"
      })
  @DisplayName("SD-12 N-07: who gains by an event is one of its makers where the policy says so")
  void beneficiariesAreMakers(String data, String contributors) {
    var evaluation =
        evaluate("{'always': [{'role': 'L1'}], 'beneficiaries': ['payee.id', 'payee.kin']}", data);

    assertThat(evaluation.at("/contributors")).isEqualTo(PolicyDesk.json(contributors));
    assertThat(evaluate("{'always': [{'role': 'L1'}]}", data).at("/contributors").toString())
        .doesNotContain("eve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'payee': {'id': 7}}", "{'payee': {'id': ''}}", "{'payee': {'kin': [{}]}}"})
  @DisplayName("SD-12: a beneficiary that cannot be read leaves the maker set unclear")
  void unreadableBeneficiaryIsQuarantined(String data) {
    var evaluation =
        evaluate("{'always': [{'role': 'L1'}], 'beneficiaries': ['payee.id', 'payee.kin']}", data);

    assertThat(evaluation.at("/reasonCode").asText()).isEqualTo("MAKER_UNCLEAR");
  }

  @Test
  @DisplayName("F-148 C-08 C-15 F-085 F-223: a ladder lends approvers, also those of another step")
  void ladderLendsApprovers() {
    var evaluation =
        evaluate(
            """
            {'always': [
              {'role': 'L1', 'sla': 'PT4H', 'ladder': [
                {'after': 'P3D', 'step': 'L2'},
                {'after': 'P1D', 'user': 'boss@acme', 'mode': 'REPLACE', 'resetClock': false}]},
              {'role': 'L2'}]}
            """,
            "{}");

    assertThat(evaluation.at("/route/tracks/0/steps/0/clocks"))
        .isEqualTo(
            PolicyDesk.json(
                """
                {'timeout': 'P3D', 'onTimeout': 'ESCALATE', 'ladder': [
                  {'after': 'P3D', 'approvers': [{'role': 'L2'}], 'mode': 'ADD', 'resetClock': true},
                  {'after': 'P1D', 'approvers': [{'user': 'boss@acme'}], 'mode': 'REPLACE',
                   'resetClock': false}],
                 'sla': 'PT4H'}
                """));
    assertThat(states(evaluation)).isEqualTo("WAITING WAITING");
  }

  private static String rules(String mode) {
    return """
    {'matchMode': '%s', 'rules': [
      {'id': 'base', 'role': 'Manager'},
      {'id': 'travel', 'when': 'category == travel', 'role': 'Finance'}]}
    """
        .formatted(mode);
  }

  static String states(JsonNode evaluation) {
    return String.join(" ", evaluation.at("/route/tracks/0/steps").findValuesAsText("state"));
  }
}
