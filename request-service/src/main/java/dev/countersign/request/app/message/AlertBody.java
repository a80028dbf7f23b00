package dev.countersign.request.app.message;

import dev.countersign.request.app.SecurityEvents;
import dev.countersign.request.app.SecurityEvents.Attempt;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** The body of an alert: who tried what, and on which target, told only by its hash. */
public final class AlertBody {
  public static final String TYPE = "approval.bypass_attempted";

  private AlertBody() {}

  /** The alert that the attempts of one person have become a pattern. */
  public static byte[] ofPattern(UUID id, Instant at, Attempt last, int attempts, Instant since) {
    return Body.of(body ->
        body.id("id", id)
            .text("type", TYPE)
            .time("time", at)
            .text("partnerId", last.partner())
            .text("actor", last.actor())
            .text("code", SecurityEvents.PATTERN)
            .text("lastCode", last.code())
            .number("attempts", attempts)
            .time("since", since));
  }

  public static byte[] of(UUID id, Instant at, Attempt attempt, byte[] targetHash) {
    return Body.of(body ->
        body.id("id", id)
            .text("type", TYPE)
            .time("time", at)
            .text("partnerId", attempt.partner())
            .text("actor", attempt.actor())
            .text("code", attempt.code())
            .text("targetHash", HexFormat.of().formatHex(targetHash)));
  }
}
