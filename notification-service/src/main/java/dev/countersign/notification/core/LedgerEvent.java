package dev.countersign.notification.core;

import java.time.Instant;
import java.util.UUID;

/** One event of a request's ledger, reduced to what notifying needs. */
public record LedgerEvent(
    EventKey key, UUID id, EventKind kind, Instant at, Facts facts, Audience audience) {}
