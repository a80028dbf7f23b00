package dev.countersign.notification.app;

import java.util.Optional;

/** A claimed call with the endpoint as it is at this moment, if it is still the same one. */
public record CallErrand(Claimed claimed, Optional<Endpoint> endpoint) {}
