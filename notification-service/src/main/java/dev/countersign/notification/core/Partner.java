package dev.countersign.notification.core;

import java.time.ZoneId;

/** Where a partner's day begins and ends. */
public record Partner(String partnerId, ZoneId zone, long version) {}
