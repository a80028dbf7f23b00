package dev.countersign.notification.app;

import dev.countersign.notification.core.NextStep;
import dev.countersign.notification.core.Result;

/** A claimed delivery after its attempt. */
public record Settled(Claimed claimed, Result result, NextStep next) {}
