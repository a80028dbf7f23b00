package dev.countersign.request.core;

import java.util.UUID;

/** The identity of one live approval case. */
public record RequestId(UUID value) {}
