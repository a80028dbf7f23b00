package dev.countersign.escalation.core;

import static dev.countersign.escalation.core.TimerFixtures.NOON;
import static dev.countersign.escalation.core.TimerFixtures.armedBy;
import static dev.countersign.escalation.core.TimerFixtures.escalated;
import static dev.countersign.escalation.core.TimerFixtures.opened;
import static dev.countersign.escalation.core.TimerFixtures.stepStarted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.escalation.core.Firing.Note;
import dev.countersign.escalation.core.Firing.Send;
import dev.countersign.escalation.core.TimerCommand.EscalateStep;
import dev.countersign.escalation.core.TimerCommand.ExpireRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FiringTest {

  private static final Resending RESENDING =
      new Resending(Duration.ofSeconds(15), Duration.ofMinutes(5));

  @Test
  @DisplayName("T-14 the command of an expiry is sent, and sent again until it is answered")
  void expiryIsSent() {
    var timer = armedBy(opened(NOON));

    var firing = Firing.of(timer, 1, NOON, RESENDING);

    assertThat(firing).isEqualTo(new Send(new ExpireRequest(timer, NOON), NOON.plusSeconds(15)));
  }

  @Test
  @DisplayName("T-17 the command of a rung is sent under a name of its own")
  void escalationIsSent() {
    var first = armedBy(stepStarted(NOON, OnTimeout.ESCALATE));
    var second = armedBy(escalated(1, NOON));

    assertThat(Firing.of(first, 1, NOON, RESENDING))
        .isEqualTo(new Send(new EscalateStep(first, NOON), NOON.plusSeconds(15)));
    assertThat(List.of(first, second))
        .extracting(timer -> timer.key().commandName())
        .containsExactly("1/1/1", "1/1/2");
  }

  @Test
  void noteSendsNothing() {
    var timer = armedBy(stepStarted(NOON, OnTimeout.NOTIFY_ONLY));

    assertThat(Firing.of(timer, 1, NOON, RESENDING)).isEqualTo(new Note(timer));
  }

  @Test
  @DisplayName("H1 a timer before its time is never fired")
  void earlyTimerIsRefused() {
    var timer = armedBy(opened(NOON));

    assertThatThrownBy(() -> Firing.of(timer, 1, NOON.minusNanos(1), RESENDING))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("H7 what is not answered is sent again for ever, at a bounded rate")
  void pausesDoubleUpToTheLongest() {
    var pauses =
        IntStream.of(1, 2, 3, 4, 5, 6, 1000, Integer.MAX_VALUE)
            .mapToObj(attempt -> RESENDING.after(attempt, NOON))
            .map(again -> Duration.between(NOON, again).toSeconds());

    assertThat(pauses).containsExactly(15L, 30L, 60L, 120L, 240L, 300L, 300L, 300L);
  }

  @Test
  @DisplayName("F-105 SD-26 I-3 no command that time causes can approve")
  void noCommandIsAVote() {
    assertThat(TimerCommand.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(
            ExpireRequest.class,
            EscalateStep.class,
            TimerCommand.RemindStep.class,
            TimerCommand.ExpireStep.class,
            TimerCommand.ReleaseHold.class,
            TimerCommand.RemindReview.class);
  }

  @Test
  void pausesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Resending(Duration.ZERO, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Resending(Duration.ofMinutes(2), Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
