package dev.countersign.rules.json;

import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.json.PolicyDesk.evaluate;
import static dev.countersign.rules.json.PolicyDesk.json;
import static dev.countersign.rules.json.PolicyDesk.terms;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.core.policy.TermsCheck;
import dev.countersign.rules.core.policy.TermsProblem;
import dev.countersign.rules.testing.EvaluationSchema;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The notation of policies: nothing is ignored, and what was read can be written and read again.
 */
class PolicyDocumentTest {

  static final String WHOLE =
      """
      {'name': 'Expenses', 'description': 'of everybody', 'matchMode': 'FIRST_MATCH', 'rules': [
        {'id': 'travel', 'when': [{'field': 'category', 'operator': '==', 'value': 'travel'}],
         'bands': [
          {'from': '100', 'to': '1000', 'requiresApproval': 'ABOVE', 'steps': [
            {'role': 'Lead', 'quorum': '60%', 'rejectionRule': 'COUNT', 'rejections': 2,
             'autoApprove': {'upTo': '150', 'when': {'==': [{'var': 'vip'}, true]}},
             'upperBound': {'currency': 'EUR', 'amount': '900'},
             'active': false, 'bypassUntil': '2026-05-01T00:00:00Z'}]},
          {'from': '1000', 'currency': 'EUR', 'tracksRequired': 2, 'tracks': [
            {'name': 'F', 'steps': [{'name': 's', 'quorum': 'MAJORITY', 'rejectionRule':
              'UNREACHABLE', 'approvers': [{'user': 'a'}, {'group': 'g', 'branch': {'fact': 'b'}},
              {'managerOf': 'MAKER', 'levels': 2}, {'attribute': 'x.y', 'location': 'L'},
              {'resolver': 'cost-centre-owner', 'by': 'x.z', 'branch': {'fact': 'b'}}],
              'sla': 'PT4H', 'ladder': [
                {'after': 'P1D', 'step': 't', 'mode': 'REPLACE', 'resetClock': false},
                {'after': 'P2D', 'role': 'Boss'},
                {'after': 'P3D', 'resolver': 'cost-centre-owner', 'by': 'parent'}]}]},
            {'name': 'L', 'steps': [{'name': 't', 'role': 'L', 'timeout': 'P1D',
              'onTimeout': 'EXPIRE_STEP'}]}]}]},
        {'id': 'rest', 'when': 'amount > 5', 'role': 'Owner', 'timeout': 'P1D',
         'onTimeout': 'REMIND'}],
       'currency': 'EUR', 'ttl': 'P30D', 'ttlPausesInChanges': true, 'hold': 'PT30M',
       'reasons': {'maker': true, 'approve': true, 'reject': false, 'minLength': 5, 'prompt': '?'},
       'selfApproval': 'ALLOWED', 'sameApprover': 'COUNT_ONCE',
       'editOnApprove': {'kind': 'LISTED_FIELDS', 'fields': ['amount']},
       'iterationPolicy': 'LATEST', 'cancelledBy': ['MAKER'], 'bulk': false,
       'override': {'quotaPerMonth': 2, 'reviewWithin': 'P7D'},
       'onMissingFact': 'NON_MATCH', 'fallbackStep': {'role': 'Owner'}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"", "rules[0]", "steps", "band", "rung", "approver", "reasons"})
  @DisplayName("A-35: a setting that nobody could obey is refused, wherever it stands")
  void unknownFieldIsRefused(String place) {
    var bogus = "'autoAproove': true";
    var document =
        switch (place) {
          case "" -> "{'over': '1', 'role': 'A', " + bogus + "}";
          case "rules[0]" -> "{'rules': [{'role': 'A', " + bogus + "}]}";
          case "steps" -> "{'always': [{'role': 'A', " + bogus + "}]}";
          case "band" -> "{'bands': [{'from': '1', 'role': 'A', " + bogus + "}]}";
          case "rung" ->
              "{'always': [{'role': 'A', 'ladder': [{'after': 'P1D', 'role': 'B', "
                  + bogus
                  + "}]}]}";
          case "approver" -> "{'always': [{'approvers': [{'role': 'A', " + bogus + "}]}]}";
          default -> "{'over': '1', 'role': 'A', 'reasons': {" + bogus + "}}";
        };

    var refused = catchThrowableOfType(InvalidPolicy.class, () -> terms(document));

    assertThat(refused.problems().getFirst().code()).isEqualTo("unknown_field");
    assertThat(refused.problems().getFirst().path()).endsWith("autoAproove");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'bands': [{'from': '1', 'role': 'A'}], 'ladder': []}",
        "{'bands': [{'from': '1', 'steps': [{'role': 'A'}], 'quorum': 2}]}",
        "{'rules': [{'steps': [{'role': 'A'}], 'sla': 'PT1H'}]}"
      })
  @DisplayName("A-35: a setting of a step beside the steps is refused, not ignored")
  void idleFieldIsRefused(String document) {
    var refused = catchThrowableOfType(InvalidPolicy.class, () -> terms(document));

    assertThat(refused.problems().getFirst().code()).isEqualTo("unknown_field");
  }

  @Test
  @DisplayName("A-35: every setting is read, written and read again the same")
  void documentSurvivesItsOwnNotation() {
    var once = PolicyWriter.write(terms(WHOLE)).toString();

    var again = PolicyWriter.write(PolicyJson.stored(json(once))).toString();

    assertThat(again).isEqualTo(once);
    assertThat(TermsCheck.check(terms(WHOLE), PolicyDesk.EXPENSE, RulesFixtures.ground()))
        .isEmpty();
  }

  @Test
  void defaultsSurviveTheNotation() {
    StrictDefaults.of("BDT")
        .forEach((code, terms) -> {
          var once = PolicyWriter.write(terms).toString();
          assertThat(PolicyWriter.write(PolicyJson.stored(json(once))).toString()).isEqualTo(once);
        });
  }

  @Test
  @DisplayName("F-001 F-002: the whole model reaches the evaluation, which keeps the contract")
  void wholeRouteKeepsTheContract() {
    var evaluation =
        evaluate(
            WHOLE,
            """
            {'amount': '2000', 'currency': 'EUR', 'category': 'travel', 'makerReason': 'because',
             'b': 'DHK', 'x': {'y': 'ann@acme', 'z': 4711}, 'parent': 'P-1'}
            """);

    assertThat(EvaluationSchema.errors("approval.evaluated", evaluation.toString().getBytes(UTF_8)))
        .isEmpty();
    var route = evaluation.at("/route");
    assertThat(route.at("/tracksRequired").asInt()).isEqualTo(2);
    assertThat(route.at("/hold").asText()).isEqualTo("PT30M");
    assertThat(route.at("/ttl").asText()).isEqualTo("P30D");
    assertThat(route.at("/ttlPausesInChanges").asBoolean()).isTrue();
    assertThat(route.at("/selfApproval").asText()).isEqualTo("ALLOWED");
    assertThat(route.at("/sameApprover").asText()).isEqualTo("COUNT_ONCE");
    assertThat(route.at("/editOnApprove/fields/0").asText()).isEqualTo("amount");
    assertThat(route.at("/iterationPolicy").asText()).isEqualTo("LATEST");
    assertThat(route.at("/cancelledBy").toString()).isEqualTo("[\"MAKER\"]");
    assertThat(route.at("/override/quotaPerMonth").asInt()).isEqualTo(2);
    assertThat(route.at("/bulk").asBoolean(true)).isFalse();
    assertThat(route.at("/tracks/0/steps/0/requireReason").toString())
        .isEqualTo("{\"approve\":true,\"reject\":false,\"minLength\":5,\"prompt\":\"?\"}");
    assertThat(route.at("/tracks/0/steps/0/quorum/kind").asText()).isEqualTo("MAJORITY");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'quorum': 'ANY_ONE', ANY",
        "'approval_mode': 'ALL', ALL",
        "'Min Approvers': 2, COUNT",
        "'threshold': 'majority', MAJORITY",
        "'threshold': '60%', PERCENT",
        "'min_approvers': '2', COUNT"
      })
  @DisplayName("F-081 F-095 F-096 F-097 F-098 C-14: the old words are understood, never printed")
  void quorumHasManyNamesAndOneSpelling(String written, String kind) {
    var printed = PolicyWriter.write(terms("{'always': [{'role': 'A', " + written + "}]}"));

    assertThat(printed.at("/always/0/quorum/kind").asText()).isEqualTo(kind);
    assertThat(printed.toString()).doesNotContain("threshold", "ANY_ONE", "pprovers\"");
  }

  @Test
  @DisplayName("C-10 F-010 F-011: the presets differ in who owes a reason")
  void presetsFillWhatIsUnsaid() {
    assertThat(Settings.of(Preset.STRICT_MAKER_CHECKER).reasons().toApprove()).isTrue();
    assertThat(terms("{'over': '1', 'role': 'A'}").settings().reasons().toApprove()).isFalse();
    assertThat(terms("{'over': '1', 'role': 'A'}").settings().reasons().toReject()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "MAKER_CHECKER_STRICT, 'selfApproval': 'ALLOWED', selfApproval",
        "REASONS_REQUIRED, 'bulk': true, reasons",
        "NO_POLICY_AUTO_APPROVAL, 'onNoApplicableStep': 'AUTO_APPROVE', autoApprove",
        "DISTINCT_APPROVERS, 'sameApprover': 'ALLOW', sameApprover",
        "NO_EDIT_ON_APPROVE, 'editOnApprove': 'ANY', editOnApprove",
        "QUARANTINE_ON_MISSING_FACT, 'onMissingFact': 'MATCH', onMissingFact",
        "NO_EMERGENCY_OVERRIDE, 'override': {}, override",
        "NO_BULK, 'bulk': true, bulk",
        "FIRST_REJECTION, 'rejectionRule': 'UNREACHABLE', rejectionRule"
      })
  @DisplayName("C-01 C-02 C-07 C-09 C-10 C-11: a locked setting takes no looser value")
  void lockRefusesTheLooserValue(Lock lock, String setting, String path) {
    var terms = terms("{'over': '1', 'role': 'A', " + setting + "}");

    assertThat(TermsCheck.check(terms, PolicyDesk.EXPENSE, RulesFixtures.ground(lock.name())))
        .containsExactly(new TermsProblem(TermsProblem.Code.LOCKED, path));
    assertThat(TermsCheck.check(terms, PolicyDesk.EXPENSE, RulesFixtures.ground())).isEmpty();
  }

  @Test
  @DisplayName("C-02 C-09: a lock tightens versions that are older than it")
  void lockTightensOlderVersions() {
    var terms =
        terms(
            """
            {'over': '1', 'selfApproval': 'ALLOWED', 'steps': [{'role': 'A', 'autoApprove': '100'}]}
            """);
    var locks = List.of("MAKER_CHECKER_STRICT", "NO_POLICY_AUTO_APPROVAL");
    var data = "{'amount': '5', 'currency': 'USD'}";

    var route = evaluate(terms, data, locks, NOW).at("/route");

    assertThat(route.at("/tracks/0/steps/0/state").asText()).isEqualTo("WAITING");
    assertThat(route.has("selfApproval")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'rules': []};rules_missing",
        "{'rules': [{'id': 'a b', 'role': 'A'}]};rule_id_invalid",
        "{'rules': [{'id': 'a', 'role': 'A'}, {'id': 'a', 'role': 'A'}]};rule_repeated",
        "{'bands': [{'from': '5', 'to': '5', 'role': 'A'}]};band_empty",
        "{'tracks': [], 'tracksRequired': 1};tracks_missing",
        "{'tracks': [{'name': 'a', 'steps': [{'role': 'A'}]}], 'tracksRequired': 2};tracks_required_invalid",
        "{'rules': [{'tracksRequired': 'ANY', 'tracks': [{'name': 'a', 'steps': [{'role': 'A'}]}, {'name': 'b', 'steps': [{'role': 'A'}]}]}, {'role': 'B'}]};tracks_required_needs_first_match",
        "{'always': [{'managerOf': 'APPROVER'}]};approver_before_missing",
        "{'always': [{'quorum': 3, 'approvers': [{'user': 'a'}, {'user': 'b'}]}]};quorum_invalid",
        "{'always': [{'quorum': '101%', 'role': 'A'}]};quorum_invalid",
        "{'always': [{'role': 'A', 'rejections': 0}]};rejection_rule_invalid",
        "{'always': [{'role': 'A', 'ladder': [{'after': 'P1D', 'step': 'B'}]}]};escalation_target_unknown",
        "{'always': [{'role': 'A', 'ladder': []}]};ladder_invalid",
        "{'always': [{'role': 'A', 'clocks': {'calendar': 'office', 'ladder': [{'after': 'PT50H', 'role': 'B', 'resetClock': false}, {'after': 'P2D', 'role': 'C'}]}}]};ladder_invalid",
        "{'always': [{'role': 'A', 'sla': 'PT0S'}]};sla_invalid",
        "{'always': [{'role': 'A'}], 'hold': '-PT1S'};hold_invalid",
        "{'always': [{'role': 'A'}], 'reasons': {'minLength': 0}};reason_switches_invalid",
        "{'always': [{'role': 'A'}], 'editOnApprove': {'kind': 'LISTED_FIELDS', 'fields': ['x']}};edit_field_unknown",
        "{'always': [{'role': 'A'}], 'fallbackStep': {'role': 'B', 'upperBound': '5'}};fallback_invalid",
        "{'always': [{'role': 'A', 'when': 'amount != 5'}]};condition_operator_symbol_refused",
        "{'always': [{'role': 'A', 'bypassUntil': '2026-05-01T00:00:00Z'}]};bypass_unclear",
        "{'always': [{'resolver': 'x'}]};approver_invalid",
        "{'always': [{'resolver': 'x', 'by': 'a..b'}]};path_invalid",
        "{'always': [{'resolver': 'Two Words', 'by': 'a'}]};approver_invalid",
        "{'always': [{'resolver': 'x', 'by': 'a', 'role': 'A'}]};approver_invalid",
        "{'always': [{'role': 'A', 'by': 'a'}]};approver_invalid",
        "{'always': [{'role': 'A'}], 'by': 'a'};unknown_field"
      })
  @DisplayName("A-35 C-13 C-14 F-101: what cannot be obeyed has its own code")
  void unsoundPolicyHasItsCode(String document, String code) {
    assertThat(problem(document)).isEqualTo(code);
  }

  private static String problem(String document) {
    try {
      return TermsCheck.check(terms(document), PolicyDesk.EXPENSE, RulesFixtures.ground()).stream()
          .map(it -> it.code().name().toLowerCase(Locale.ROOT))
          .findFirst()
          .orElse("none");
    } catch (InvalidPolicy refused) {
      return refused.problems().getFirst().code();
    }
  }
}
