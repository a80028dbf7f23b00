package dev.countersign.request.app.number;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A number that was given away, for ever.
 *
 * @param key what it was reserved for; the same key gives the same number
 */
public record IssuedNumber(
    String number,
    UUID sequence,
    String period,
    long value,
    String key,
    String issuedBy,
    Instant issuedAt,
    Optional<Voided> voided) {

  /** Why no document bears the number. */
  public record Voided(String reason, String by, Instant at) {}
}
