package dev.countersign.request.core;

/**
 * What the checker had in view: a decision counts for these bytes, this attempt and this policy.
 */
public record Seen(Digest payload, int iteration, int policyVersion) {}
