package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.Rule;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which rules some input made ask somebody. */
final class Reached {

  private final Set<String> rules = new LinkedHashSet<>();
  private final Set<String> reached = new HashSet<>();

  Reached(Policy policy) {
    for (var rule : policy.terms().rules()) {
      rules.add(name(rule));
    }
  }

  /** Notes what a trace names: a rule, one of its bands, or one of its steps. */
  void note(String traced) {
    if (rules.contains(traced)) {
      reached.add(traced);
      return;
    }
    rules.stream()
        .filter(rule -> traced.startsWith(rule + "/") || (rule.isEmpty() && !traced.isEmpty()))
        .forEach(reached::add);
  }

  List<LintFinding> missing() {
    return rules.stream()
        .filter(rule -> !reached.contains(rule))
        .map(rule -> new LintFinding(Code.UNREACHABLE, rule, ""))
        .toList();
  }

  /** The bands of an unnamed rule stand for themselves. */
  private static String name(Rule rule) {
    if (!rule.id().equals(Rule.MAIN)) {
      return rule.id();
    }
    return switch (rule.coverage()) {
      case Always _ -> "always";
      case ByAmount _ -> "";
    };
  }
}
