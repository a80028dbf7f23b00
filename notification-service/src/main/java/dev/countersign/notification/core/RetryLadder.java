package dev.countersign.notification.core;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.countersign.notification.core.NextStep.GiveUp;
import dev.countersign.notification.core.NextStep.Sent;
import dev.countersign.notification.core.NextStep.Suppress;
import dev.countersign.notification.core.NextStep.TryAgain;
import java.time.Duration;
import java.util.List;

/** When a failed delivery is tried again: the Standard Webhooks ladder, spread by jitter. */
public final class RetryLadder {
  static final List<Duration> AFTER_FAILURE =
      List.of(
          ofSeconds(5),
          ofMinutes(5),
          ofMinutes(30),
          ofHours(2),
          ofHours(5),
          ofHours(10),
          ofHours(14),
          ofHours(20),
          ofHours(24));

  /** A directory record is usually seconds behind; a person nobody loads is given up in a day. */
  static final List<Duration> FOR_AN_ADDRESS =
      List.of(
          ofSeconds(2),
          ofSeconds(10),
          ofMinutes(1),
          ofMinutes(5),
          ofMinutes(30),
          ofHours(2),
          ofHours(6),
          ofHours(16));

  static final Duration LONGEST_WAIT = ofHours(24);

  private RetryLadder() {}

  /**
   * The step after attempt number {@code attempt} (from 1). {@code jitter} in [0, 1) lengthens a
   * wait by up to a fifth, so that a healed receiver does not meet its whole backlog at once (G12).
   */
  public static NextStep after(Result result, int attempt, double jitter) {
    return switch (result) {
      case Result.Delivered _ -> new Sent();
      case Result.Superseded(var detail) -> new Suppress(detail);
      case Result.Refused(var detail) -> new GiveUp(detail);
      case Result.Gone(var detail) -> new GiveUp(detail);
      case Result.AddressUnknown _ -> climb(FOR_AN_ADDRESS, attempt, jitter, "ADDRESS_UNKNOWN");
      case Result.Failed failed ->
          orLater(climb(AFTER_FAILURE, attempt, jitter, failed.detail()), failed);
    };
  }

  private static NextStep climb(List<Duration> rungs, int attempt, double jitter, String reason) {
    if (attempt > rungs.size()) {
      return new GiveUp(reason);
    }
    var wait = rungs.get(attempt - 1);
    return new TryAgain(wait.plusMillis((long) (wait.toMillis() * jitter / 5)), reason);
  }

  /** A receiver may ask for more patience than the ladder has, up to a day, never for less (G2). */
  private static NextStep orLater(NextStep step, Result.Failed failed) {
    if (!(step instanceof TryAgain(var wait, var reason)) || failed.retryAfter().isEmpty()) {
      return step;
    }
    var asked = failed.retryAfter().get();
    var longer = asked.compareTo(wait) > 0 ? asked : wait;
    return new TryAgain(longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer, reason);
  }
}
