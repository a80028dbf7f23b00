package dev.countersign.escalation.app;

import dev.countersign.escalation.core.Firing;

/** A claimed timer and what came of it. */
public record Fired(Claimed claimed, Firing firing) {}
