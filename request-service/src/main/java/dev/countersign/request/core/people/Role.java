package dev.countersign.request.core.people;

/** An approver role in the partner's own words, such as Controller. */
public record Role(String name) {}
