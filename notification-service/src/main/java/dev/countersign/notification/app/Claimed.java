package dev.countersign.notification.app;

import dev.countersign.notification.core.Channel;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Facts;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this instance may send until its claim ends, with the event it is about. {@code
 * rung} is the place on the retry ladder; {@code attempt} counts every try and only grows.
 */
public record Claimed(
    DeliveryId id,
    Channel channel,
    String recipient,
    int attempt,
    int rung,
    EventKey event,
    UUID eventId,
    EventKind kind,
    Instant at,
    Facts facts) {}
