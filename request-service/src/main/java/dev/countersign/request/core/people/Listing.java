package dev.countersign.request.core.people;

/** One line of a resolver, which is a table the partner keeps: whom it lists under a key. */
public record Listing(String resolver, String key) {}
