package dev.countersign.escalation.core;

import java.util.Optional;

/** What an event changes: at most one timer more, and some timers less. */
public record TimerChange(EventOrigin cause, Optional<Timer> armed, Withdrawal withdrawn) {}
