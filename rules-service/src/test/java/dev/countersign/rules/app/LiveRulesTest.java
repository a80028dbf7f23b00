package dev.countersign.rules.app;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.json.PolicyJson.LivePolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    assertThat(rules.policy("acme", REFUND, NOW)).isEmpty();
  }

  @Test
  @DisplayName(
      "F-214 N-08 I-9: a scheduled version waits for its day; the one before it then drains")
  void versionsAreInForceFromTheirDay() {
    var tomorrow = NOW.plus(Duration.ofDays(1));
    var scheduled = live(2, tomorrow, Optional.empty());
    var current = live(1, NOW, Optional.of(tomorrow));
    rules.take(new LivePolicies(ACME, REFUND, 2, List.of(scheduled, current)));

    assertThat(versions(rules.policy("acme", REFUND, tomorrow.minusMillis(1)))).containsExactly(1);
    assertThat(rules.draining("acme", REFUND, tomorrow.minusMillis(1))).isEmpty();
    assertThat(versions(rules.policy("acme", REFUND, tomorrow))).containsExactly(2);
    assertThat(rules.draining("acme", REFUND, tomorrow))
        .extracting(it -> it.key().version())
        .containsExactly(1);
    assertThat(rules.draining("acme", REFUND, tomorrow.plus(LivePolicy.DRAIN))).isEmpty();
  }

  private static List<Integer> versions(Optional<Policy> policy) {
    return policy.stream().map(it -> it.key().version()).toList();
  }

  private int version() {
    return rules.policy("acme", REFUND, NOW).orElseThrow().key().version();
  }

  private static LivePolicies policy(int version) {
    return new LivePolicies(ACME, REFUND, version, List.of(live(version, NOW, Optional.empty())));
  }

  private static LivePolicy live(int version, Instant from, Optional<Instant> until) {
    var key = new Policy.Key(ACME, REFUND, new PolicyId(new UUID(0, 1)), version);
    var terms = StrictDefaults.of("BDT").firstEntry().getValue();
    return new LivePolicy(Policy.compile(key, terms), from, until);
  }
}
