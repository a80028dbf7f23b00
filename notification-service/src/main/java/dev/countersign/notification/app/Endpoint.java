package dev.countersign.notification.app;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a partner's events go. The secret is encrypted; only the caller of the endpoint opens it.
 *
 * @param acceptsOverride whether an emergency override counts as an approval there (C-23)
 */
public record Endpoint(
    String partnerId,
    UUID id,
    URI url,
    SealedSecret secret,
    boolean acceptsOverride,
    String createdBy,
    Instant updatedAt,
    Optional<Disabled> disabled) {

  /** The same endpoint with what is known of overrides now. */
  public Endpoint accepting(boolean overrides) {
    return new Endpoint(partnerId, id, url, secret, overrides, createdBy, updatedAt, disabled);
  }

  /** Why nothing is sent any more, and since when. */
  public record Disabled(Instant at, String reason) {}
}
