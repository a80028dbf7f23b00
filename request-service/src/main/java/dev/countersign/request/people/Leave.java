package dev.countersign.request.people;

import java.time.Instant;

/** A time in which a person decides nothing: from its start up to, not including, its end. */
public record Leave(Instant from, Instant until) {}
