package dev.countersign.request.core.people;

/** A group of the partner's directory, such as the finance committee. */
public record Group(String name) {}
