package dev.countersign.rules.core.policy;

/**
 * A compiled part of a rule that asks somebody: the whole rule, or one of its bands.
 *
 * @param id names the part in traces: the rule's id, the band's, or both
 * @param interval the amounts it covers, in words
 */
public record Clause(String ruleId, String id, String interval, Plan plan) {}
