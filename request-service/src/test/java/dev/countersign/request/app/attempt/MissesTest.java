package dev.countersign.request.app.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MissesTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Misses misses = new Misses(3, Duration.ofMinutes(10));

  @Test
  @DisplayName("F-166 so many misses within the window are a pattern, which is told once")
  void patternIsToldOnce() {
    assertThat(LongStream.range(0, 9).filter(at -> misses.isOneTooMany("a", at)).boxed())
        .containsExactly(2L);
  }

  @Test
  @DisplayName("F-166 mistakes that are far apart, or of different people, make no pattern")
  void mistakesAreForgotten() {
    assertThat(LongStream.range(0, 9).anyMatch(at -> misses.isOneTooMany("a", at * 6 * MINUTE)))
        .isFalse();
    assertThat(LongStream.range(0, 9).anyMatch(at -> misses.isOneTooMany("p" + at, at))).isFalse();
  }
}
