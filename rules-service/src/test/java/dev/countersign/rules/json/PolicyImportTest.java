package dev.countersign.rules.json;

import static dev.countersign.rules.json.PolicyDesk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.policy.TermsCheck;
import dev.countersign.rules.json.PolicyImport.Shape;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations of other systems keep their meaning, edges included. */
class PolicyImportTest {

  private static final String WORKFLOW =
      """
      {'transaction_type': 'purchase_order', 'name': 'Purchase Order Approval', 'levels': [
        {'level': 1, 'role': 'Department Manager', 'min_approvers': 1,
         'auto_approve_threshold': '1000', 'escalation_days': 3},
        {'level': 2, 'role': 'Finance Director', 'auto_approve_threshold': '10000',
         'escalation_days': 5, 'location': 'WH-MAIN',
         'conditions': "[{\\"field\\": \\"currency\\", \\"operator\\": \\"==\\", \\"value\\": \\"USD\\"}]"},
        {'level': 3, 'role': 'CFO', 'escalation_days': 7, 'amount_upper_bound': '0'}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "TEMPLATE;{'entity_type': 'invoice', 'trigger_conditions': 'amount > 500', 'steps': [{'approvers': {'users': ['a'], 'roles': ['R']}, 'threshold': 'all'}]};500;NOT_REQUIRED",
        "TEMPLATE;{'entity_type': 'invoice', 'trigger_conditions': 'amount > 500', 'steps': [{'approvers': {'users': ['a']}, 'threshold': 1}]};500.01;REQUIRED",
        "APPROVAL_CONFIG;{'document_type': 'PURCHASE_REQUISITION', 'condition': 'amount >= 500', 'approver_user_ids': ['me'], 'approval_mode': 'ANY_ONE'};500;REQUIRED",
        "APPROVAL_CONFIG;{'document_type': 'PURCHASE_REQUISITION', 'condition': 'amount >= 500', 'approver_user_ids': ['me'], 'escalation_after_hours': 4};499.99;NOT_REQUIRED",
        "THRESHOLD;{'operation': 'refund', 'threshold': '100,000', 'approver_role': 'R'};100000;REQUIRED",
        "THRESHOLD;{'operation': 'refund', 'threshold': '100,000', 'approver_role': 'R'};99999.99;NOT_REQUIRED",
        "THRESHOLD;{'operation': 'period_close', 'threshold': 'any', 'approver_role': 'R'};0;REQUIRED",
        "THRESHOLD;{'operation': 'booking', 'tiers': [{'from': '200', 'to': '500', 'roles': ['S']}, {'from': '500', 'roles': ['C', 'D']}]};500;REQUIRED"
      })
  @DisplayName("C-03 F-006 F-007 F-022 F-056 F-218: the threshold itself lies where it always did")
  void thresholdStaysOnItsSide(Shape shape, String source, String amount, String verdict) {
    var policy = imported(shape, source);
    var data = "{'amount': '" + amount + "', 'currency': 'USD'}";

    assertThat(
            TermsCheck.check(
                PolicyDesk.terms(policy.toString()), PolicyDesk.EXPENSE, RulesFixtures.ground()))
        .isEmpty();
    assertThat(PolicyDesk.evaluate(policy.toString(), data).at("/verdict").asText())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, AUTO_APPROVED AUTO_APPROVED WAITING",
    "1000.01, WAITING AUTO_APPROVED WAITING",
    "10000, WAITING AUTO_APPROVED WAITING",
    "10000.01, WAITING WAITING WAITING"
  })
  @DisplayName("F-009 F-079 F-080 F-081 F-082 F-084 F-085 F-086 F-087 F-107: levels become steps")
  void levelsBecomeSteps(String amount, String states) {
    var policy = imported(Shape.WORKFLOW, WORKFLOW);
    var data = "{'amount': '" + amount + "', 'currency': 'USD', 'loc_code': 'WH-MAIN'}";

    var evaluation = PolicyDesk.evaluate(policy.toString(), data);

    assertThat(PolicyModelTest.states(evaluation)).isEqualTo(states);
    assertThat(evaluation.at("/route/tracks/0/steps/0/clocks/ladder/0/approvers/0/role").asText())
        .isEqualTo("Finance Director");
    assertThat(evaluation.at("/route/tracks/0/steps/2/clocks/onTimeout").asText())
        .isEqualTo("NOTIFY_ONLY");
  }

  @Test
  @DisplayName("F-010 F-011 F-012 F-013: the switches of a workflow keep their defaults")
  void switchesKeepTheirDefaults() {
    var settings = PolicyDesk.terms(imported(Shape.WORKFLOW, WORKFLOW).toString()).settings();

    assertThat(settings.reasons().toReject()).isTrue();
    assertThat(settings.reasons().toApprove()).isFalse();
    assertThat(settings.conduct().selfApproval().name()).isEqualTo("FORBIDDEN");
  }

  @Test
  @DisplayName("A-35: a field the import does not understand is refused, not dropped")
  void unknownFieldIsRefused() {
    var refused =
        catchThrowableOfType(
            InvalidPolicy.class,
            () -> PolicyImport.read(Shape.WORKFLOW, json("{'levels': [{'priority': 1}]}")));

    assertThat(refused.problems().getFirst().path()).isEqualTo("levels[0].priority");
  }

  private static ObjectNode imported(Shape shape, String source) {
    var policy = PolicyImport.read(shape, json(source));
    policy.remove("operation");
    return policy;
  }
}
