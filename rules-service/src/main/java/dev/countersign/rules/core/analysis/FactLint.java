package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.FactsRead;
import dev.countersign.rules.core.policy.Terms;
import java.util.List;
import java.util.stream.Stream;

/**
 * Conditions that read what the operation does not declare (F-021, F-047). Any field may be read,
 * so it is a warning: the field may be spelled wrongly, or never be sent.
 */
final class FactLint {

  private FactLint() {}

  static List<LintFinding> findings(Terms terms, FactTypes types) {
    var ofConditions =
        terms
            .conditions()
            .flatMap(FactsRead::of)
            .filter(fact -> !terms.windows().containsKey(fact.toString()));
    return Stream.concat(ofConditions, ofWindows(terms))
        .filter(fact -> isUndeclared(fact, types))
        .map(Fact::toString)
        .distinct()
        .sorted()
        .map(name -> new LintFinding(Code.FACT_UNDECLARED, "policy", "fact " + name))
        .toList();
  }

  private static Stream<Fact> ofWindows(Terms terms) {
    return terms.windows().values().stream()
        .flatMap(it -> Stream.concat(it.sum().stream(), Stream.of(it.per())))
        .map(path -> new Fact(path, FactType.UNDECLARED));
  }

  private static boolean isUndeclared(Fact fact, FactTypes types) {
    return types.of(fact.path()).type() == FactType.UNDECLARED
        && ContextField.named(fact.path().toString()).isEmpty();
  }
}
