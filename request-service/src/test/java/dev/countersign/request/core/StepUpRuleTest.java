package dev.countersign.request.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepUpRuleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final StepUp BY_AGE = new StepUp(Duration.ofMinutes(15), List.of());
  private static final StepUp BY_LEVEL = new StepUp(Duration.ofMinutes(15), List.of("phr", "phrh"));

  @Test
  @DisplayName("AN-18 to the second: fifteen minutes are recent, and one second more is not")
  void ageIsCounted() {
    assertThat(BY_AGE.isMetBy(at(Duration.ofMinutes(15)), NOW)).isTrue();
    assertThat(BY_AGE.isMetBy(at(Duration.ofSeconds(901)), NOW)).isFalse();
    assertThat(BY_AGE.isMetBy(at(Duration.ofSeconds(-30)), NOW)).isTrue();
    assertThat(BY_AGE.isMetBy(at(Duration.ofSeconds(-31)), NOW)).isFalse();
  }

  @Test
  @DisplayName("AN-18 a named level has to be met exactly; what a token does not say is not met")
  void levelsAreNames() {
    assertThat(BY_LEVEL.isMetBy(new SignIn(Optional.of(NOW), Optional.of("phrh")), NOW)).isTrue();
    assertThat(BY_LEVEL.isMetBy(new SignIn(Optional.of(NOW), Optional.of("PHR")), NOW)).isFalse();
    assertThat(BY_LEVEL.isMetBy(at(Duration.ZERO), NOW)).isFalse();
    assertThat(BY_AGE.isMetBy(new SignIn(Optional.empty(), Optional.of("phr")), NOW)).isFalse();
    assertThat(BY_AGE.isMetBy(SignIn.UNKNOWN, NOW)).isFalse();
  }

  private static SignIn at(Duration ago) {
    return new SignIn(Optional.of(NOW.minus(ago)), Optional.empty());
  }
}
