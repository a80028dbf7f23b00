package dev.countersign.notification.app;

import dev.countersign.notification.core.EventKind;
import java.util.Optional;

/** A claimed call with the endpoint as it is at this moment, if it is still the same one. */
public record CallErrand(Claimed claimed, Optional<Endpoint> endpoint) {

  /** Whether it tells of an override to whom, by now, none counts as an approval (C-23). */
  boolean isWithheld() {
    return claimed.kind() == EventKind.REQUEST_OVERRIDDEN
        && endpoint.filter(found -> !found.acceptsOverride()).isPresent();
  }
}
