package dev.countersign.escalation.core;

import java.util.UUID;

/** The approval case a clock runs for. */
public record RequestId(UUID value) {}
