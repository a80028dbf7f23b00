package dev.countersign.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RestartBudget budget = new RestartBudget();

  @Test
  void waitsLongerAfterEachDeath() {
    assertThat(budget.afterDeath(START)).contains(Duration.ofMillis(250));
    assertThat(budget.afterDeath(START.plusSeconds(1))).contains(Duration.ofSeconds(1));
    assertThat(budget.afterDeath(START.plusSeconds(2))).contains(Duration.ofSeconds(4));
    assertThat(budget.afterDeath(START.plusSeconds(7))).contains(Duration.ofSeconds(16));
  }

  @Test
  void givesUpAtTheFifthDeathInAMinute() {
    for (int second = 0; second < 4; second++) {
      assertThat(budget.afterDeath(START.plusSeconds(second))).isPresent();
    }

    assertThat(budget.afterDeath(START.plusSeconds(59))).isEmpty();
  }

  @Test
  void forgetsDeathsOlderThanAMinute() {
    for (int second = 0; second < 4; second++) {
      assertThat(budget.afterDeath(START.plusSeconds(second))).isPresent();
    }

    assertThat(budget.afterDeath(START.plusSeconds(120))).contains(Duration.ofMillis(250));
  }
}
