package dev.countersign.rules.core.policy;

/** A compiled condition and its route. {@code interval} says in words what it covers. */
public record Rule(String id, String interval, Route route) {}
