package dev.countersign.request.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is asked of a sign-in before something that weighs much (AN-18, RFC 9470): that it is not
 * older than this, and that it had one of these levels, if any are named.
 */
public record StepUp(Duration maxAge, List<String> levels) {
  /** As far as the issuer's clock may be ahead of ours. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  public StepUp {
    levels = List.copyOf(levels);
  }

  public boolean isMetBy(SignIn signIn, Instant now) {
    var isRecent =
        signIn
            .at()
            .filter(at -> !at.isBefore(now.minus(maxAge)) && !at.isAfter(now.plus(SKEW)))
            .isPresent();
    return isRecent && (levels.isEmpty() || signIn.level().filter(levels::contains).isPresent());
  }
}
