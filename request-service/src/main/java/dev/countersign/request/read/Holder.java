package dev.countersign.request.read;

/** A person who holds a role. */
public record Holder(String person, String name, String role, boolean active) {}
