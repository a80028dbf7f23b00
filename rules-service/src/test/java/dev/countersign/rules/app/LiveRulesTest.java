package dev.countersign.rules.app;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.StrictDefaults;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LiveRulesTest {

  private static final OperationCode REFUND = new OperationCode("refund");

  private final LiveRules rules = new LiveRules();

  @Test
  @DisplayName("B7: neither topics nor registry alone make the rules complete")
  void isCompleteOnlyWithTopicsAndRegistry() {
    assertThat(rules.isComplete()).isFalse();

    rules.topicsAreRead();
    assertThat(rules.isComplete()).isFalse();

    rules.take(List.of(operation("refund")));
    assertThat(rules.isComplete()).isTrue();
  }

  @Test
  @DisplayName("A late echo of an older version changes nothing")
  void olderVersionIsIgnored() {
    rules.take(policy(2));
    rules.take(policy(1));
    assertThat(version()).isEqualTo(2);

    rules.take(policy(3));
    assertThat(version()).isEqualTo(3);
  }

  @Test
  void olderPartnerIsIgnored() {
    var first = strict(ACME);
    var second =
        new Partner(ACME, "Acme Ltd", first.preset(), List.of(), "UTC", first.currency(), 2);
    rules.take(second);
    rules.take(first);

    assertThat(rules.partner("acme")).contains(second);
  }

  @Test
  void droppedPolicyIsNone() {
    rules.take(policy(1));
    rules.dropPolicy("acme", "refund");
    rules.dropPolicy("bazaar", "refund");

    assertThat(rules.policy("acme", REFUND)).isEmpty();
  }

  private int version() {
    return rules.policy("acme", REFUND).orElseThrow().key().version();
  }

  private static Policy policy(int version) {
    var key = new Policy.Key(ACME, REFUND, new PolicyId(new UUID(0, 1)), version);
    return Policy.compile(key, StrictDefaults.of("BDT").firstEntry().getValue());
  }
}
