package dev.countersign.request.core.people;

import static dev.countersign.request.core.people.DelegationRules.Problem.DELEGATION_CHAIN;
import static dev.countersign.request.core.people.DelegationRules.Problem.DELEGATION_CYCLE;
import static dev.countersign.request.core.people.DelegationRules.Problem.SELF_DELEGATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DelegationTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Window MONTH = new Window(NOW, NOW.plus(Duration.ofDays(30)));

  @Test
  @DisplayName("F-140 SD-21 a window starts with its first instant and ends before its last")
  void windowIsHalfOpen() {
    var delegation = delegation("alice", "bob");

    assertThat(delegation.covers("refund", NOW)).isTrue();
    assertThat(delegation.covers("refund", NOW.minusMillis(1))).isFalse();
    assertThat(delegation.covers("refund", MONTH.until().minusMillis(1))).isTrue();
    assertThat(delegation.covers("refund", MONTH.until())).isFalse();
  }

  @Test
  @DisplayName("SD-21 a delegation of one operation covers no other")
  void delegationIsBoundToItsOperations() {
    var delegation =
        new Delegation(new PersonId("alice"), new PersonId("bob"), MONTH, Set.of("refund"));

    assertThat(delegation.covers("refund", NOW)).isTrue();
    assertThat(delegation.covers("payout", NOW)).isFalse();
  }

  @Test
  @DisplayName("SD-04 nobody delegates to oneself, in a circle or in a chain")
  void circlesAndChainsAreRefused() {
    var standing = List.of(delegation("alice", "bob"));

    assertThat(problem("carol", "carol", standing)).contains(SELF_DELEGATION);
    assertThat(problem("bob", "alice", standing)).contains(DELEGATION_CYCLE);
    assertThat(problem("bob", "carol", standing)).contains(DELEGATION_CHAIN);
    assertThat(problem("carol", "alice", standing)).contains(DELEGATION_CHAIN);
    assertThat(problem("carol", "bob", standing)).isEmpty();
  }

  @Test
  @DisplayName("SD-04 a circle of a thousand is found")
  void longCircleIsFound() {
    var chain =
        java.util.stream.IntStream.range(0, 1_000)
            .mapToObj(i -> delegation("p" + i, "p" + (i + 1)))
            .toList();

    assertThat(problem("p1000", "p0", chain)).contains(DELEGATION_CYCLE);
  }

  @Test
  @DisplayName("F-094 F-135 a branch is covered by name or by all, never by silence")
  void scopeCoversWhatItNames() {
    var dhaka = new Scope(Set.of("DHK"), Set.of());

    assertThat(dhaka.covers(Optional.of("DHK"), Optional.empty())).isTrue();
    assertThat(dhaka.covers(Optional.of("CTG"), Optional.empty())).isFalse();
    assertThat(Scope.ALL.covers(Optional.of("CTG"), Optional.of("WH-MAIN"))).isTrue();
    assertThat(Scope.NONE.covers(Optional.of("DHK"), Optional.empty())).isFalse();
    assertThat(Scope.NONE.covers(Optional.empty(), Optional.empty())).isTrue();
  }

  private static Optional<DelegationRules.Problem> problem(
      String from, String to, List<Delegation> standing) {
    return DelegationRules.problemOf(delegation(from, to), standing);
  }

  private static Delegation delegation(String from, String to) {
    return new Delegation(new PersonId(from), new PersonId(to), MONTH, Set.of());
  }
}
