package dev.countersign.notification.core;

import java.util.UUID;

/** A delivery that waits for a digest, with the event it is about. */
public record Gathered(UUID delivery, PastEvent event) {}
