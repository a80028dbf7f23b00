package dev.countersign.notification.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One endpoint per partner. */
public interface Endpoints {

  Uni<Optional<Endpoint>> find(String partnerId);

  /**
   * Sets or replaces; the id of an existing endpoint stays, its backlog goes to the new address.
   * Whether overrides are accepted stays as it stands there if it is unsaid; the answer says it.
   * Nothing is set, and nothing answered, if the partner has an endpoint with another id.
   */
  Uni<Optional<Endpoint>> set(Endpoint endpoint, Optional<Boolean> acceptsOverride);

  /** Removes the endpoint and suppresses what still waits for it. */
  Uni<Boolean> remove(Actor actor);

  /** A call worked: a series of failures is over. */
  Uni<Void> succeeded(Endpoint endpoint);

  /** A call failed; tells whether calls have failed without a break for longer than allowed. */
  Uni<Boolean> failed(Endpoint endpoint, Duration allowed);

  /** Disables; true for the one call that did. */
  Uni<Boolean> disable(String partnerId, UUID id, String reason);
}
