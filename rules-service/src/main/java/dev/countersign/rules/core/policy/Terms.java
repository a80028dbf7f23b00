package dev.countersign.rules.core.policy;

import java.util.List;

/**
 * What a policy version says: its rules in order, and how requests under it are conducted.
 *
 * @param matchMode whether one matching rule is enough or all of them are obeyed (C-05)
 */
public record Terms(About about, MatchMode matchMode, List<Rule> rules, Settings settings) {

  public Terms {
    rules = List.copyOf(rules);
  }

  /** A policy of a single rule that needs no condition. */
  public static Terms of(Coverage coverage, Settings settings) {
    return new Terms(
        About.NOTHING, MatchMode.ALL_MATCH, List.of(Rule.unconditional(coverage)), settings);
  }

  /** How rules that match at once go together (C-05). */
  public enum MatchMode {
    /** The first one that asks somebody decides. */
    FIRST_MATCH,
    /** Every one must be satisfied: their tracks run side by side. */
    ALL_MATCH
  }
}
