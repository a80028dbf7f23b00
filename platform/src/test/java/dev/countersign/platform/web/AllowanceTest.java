package dev.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private static final long SECOND = 1_000_000_000L;

  private final Allowance allowance = new Allowance(2, 3);

  @Test
  @DisplayName("RP-08: a burst is let through, the next one waits until its turn")
  void aBurstHasAnEnd() {
    assertThat(LongStream.range(0, 3).map(_ -> allowance.take("a", 0)).sum()).isZero();

    assertThat(allowance.take("a", 0)).isEqualTo(SECOND / 2);
    assertThat(allowance.take("a", SECOND / 2)).isZero();
    assertThat(allowance.take("a", SECOND / 2)).isPositive();
  }

  @Test
  @DisplayName("RP-08: in the long run nobody acts more often than is allowed")
  void theLongRunIsBounded() {
    long let =
        LongStream.range(0, 10_000)
            .filter(tenth -> allowance.take("a", tenth * SECOND / 100) == 0)
            .count();

    assertThat(let).isBetween(200L, 203L);
  }

  @Test
  @DisplayName("RP-08: one key does not use up what another one has")
  void keysAreIndependent() {
    LongStream.range(0, 100).forEach(_ -> allowance.take("a", 0));

    assertThat(allowance.take("b", 0)).isZero();
  }
}
