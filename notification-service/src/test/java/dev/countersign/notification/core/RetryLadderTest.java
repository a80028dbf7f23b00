package dev.countersign.notification.core;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.notification.core.NextStep.GiveUp;
import dev.countersign.notification.core.NextStep.Sent;
import dev.countersign.notification.core.NextStep.Suppress;
import dev.countersign.notification.core.NextStep.TryAgain;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryLadderTest {
  private static final Result REFUSED_CONNECTION = Result.failed("CONNECT_FAILED");

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT5M",
    "3, PT30M",
    "4, PT2H",
    "5, PT5H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H"
  })
  void failureClimbsTheLadder(int attempt, Duration wait) {
    assertThat(RetryLadder.after(REFUSED_CONNECTION, attempt, 0))
        .isEqualTo(new TryAgain(wait, "CONNECT_FAILED"));
  }

  @Test
  @DisplayName("F-195 a failure that lasts is given up, not tried for ever")
  void tenthFailureIsTheLast() {
    assertThat(RetryLadder.after(REFUSED_CONNECTION, 10, 0))
        .isEqualTo(new GiveUp("CONNECT_FAILED"));
  }

  @Test
  @DisplayName("G12: jitter lengthens a wait by up to a fifth")
  void jitterLengthensTheWait() {
    assertThat(RetryLadder.after(REFUSED_CONNECTION, 2, 0.5))
        .isEqualTo(new TryAgain(ofSeconds(330), "CONNECT_FAILED"));
  }

  @ParameterizedTest
  @CsvSource({"PT1M, PT1M", "PT1S, PT5S", "P115740D, PT24H"})
  @DisplayName("G2: the receiver may ask for more patience, up to a day, never for less")
  void receiverMayAskForPatience(Duration asked, Duration wait) {
    var busy = new Result.Failed("HTTP_429", Optional.of(asked));

    assertThat(RetryLadder.after(busy, 1, 0)).isEqualTo(new TryAgain(wait, "HTTP_429"));
  }

  @Test
  @DisplayName("G2: patience asked for at the end of the ladder revives nothing")
  void patienceDoesNotExtendTheLadder() {
    var busy = new Result.Failed("HTTP_503", Optional.of(ofMinutes(1)));

    assertThat(RetryLadder.after(busy, 10, 0)).isEqualTo(new GiveUp("HTTP_503"));
  }

  @Test
  void unknownAddressIsAskedForSoonAndGivenUpWithinTwoDays() {
    var unknown = new Result.AddressUnknown();
    var total = RetryLadder.FOR_AN_ADDRESS.stream().reduce(Duration.ZERO, Duration::plus);

    assertThat(RetryLadder.after(unknown, 1, 0))
        .isEqualTo(new TryAgain(ofSeconds(2), "ADDRESS_UNKNOWN"));
    assertThat(RetryLadder.after(unknown, 9, 0)).isEqualTo(new GiveUp("ADDRESS_UNKNOWN"));
    assertThat(total).isBetween(ofHours(24), ofHours(48));
  }

  @Test
  void endedAttemptsAreNotRepeated() {
    assertThat(RetryLadder.after(new Result.Delivered("HTTP_200"), 3, 0)).isEqualTo(new Sent());
    assertThat(RetryLadder.after(new Result.Superseded("REQUEST_ENDED"), 1, 0))
        .isEqualTo(new Suppress("REQUEST_ENDED"));
    assertThat(RetryLadder.after(new Result.Refused("SMTP_550"), 1, 0))
        .isEqualTo(new GiveUp("SMTP_550"));
    assertThat(RetryLadder.after(new Result.Gone("HTTP_410"), 1, 0))
        .isEqualTo(new GiveUp("HTTP_410"));
  }
}
