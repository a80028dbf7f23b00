package dev.countersign.escalation.app;

import dev.countersign.escalation.core.Timer;
import java.time.Instant;

/** A timer that this transaction holds, which sending this is, and the database's time. */
public record Claimed(Timer timer, int attempt, Instant now) {}
