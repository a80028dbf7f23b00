package dev.countersign.request.app.message;

import dev.countersign.request.app.SecurityEvents.Attempt;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** The body of an alert: who tried what, and on which target, told only by its hash. */
public final class AlertBody {
  public static final String TYPE = "approval.bypass_attempted";

  private AlertBody() {}

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
