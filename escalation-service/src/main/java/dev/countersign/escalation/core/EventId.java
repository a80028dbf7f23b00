package dev.countersign.escalation.core;

/** What tells two events apart: source and id together. */
public record EventId(String source, String id) {}
