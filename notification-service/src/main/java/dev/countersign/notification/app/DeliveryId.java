package dev.countersign.notification.app;

import java.util.UUID;

/** A delivery of a partner. */
public record DeliveryId(String partnerId, UUID id) {}
