package dev.countersign.notification.app;

import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Facts;
import dev.countersign.notification.core.Purpose;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this instance may send until its claim ends, with the event it is about. {@code
 * rung} is the place on the retry ladder; {@code attempt} counts every try and only grows.
 */
public record Claimed(
    DeliveryId id,
    Purpose purpose,
    ChannelName channel,
    String recipient,
    int attempt,
    int rung,
    EventKey event,
    UUID eventId,
    EventKind kind,
    Instant at,
    Facts facts) {}
