package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.condition.Relation;
import dev.countersign.rules.core.condition.logic.Advice;
import java.util.Optional;

/** Facts and relations of comparisons between facts. */
final class Comparing {

  private static final Fact NONE = new Fact(Path.of("none"), FactType.UNDECLARED);

  private Comparing() {}

  static Optional<Relation> relation(String operator) {
    return ListOperator.named(operator).flatMap(Comparing::relation);
  }

  private static Optional<Relation> relation(ListOperator operator) {
    return switch (operator) {
      case GREATER_THAN -> Optional.of(Relation.ABOVE);
      case GREATER_OR_EQUAL -> Optional.of(Relation.AT_LEAST);
      case LESS_THAN -> Optional.of(Relation.BELOW);
      case LESS_OR_EQUAL -> Optional.of(Relation.AT_MOST);
      default -> Optional.empty();
    };
  }

  /** A fact that is compared as a number. */
  static Fact number(String name, FactTypes types, ConditionProblems problems) {
    var fact = fact(name, types, problems);
    if (fact.type() != FactType.DECIMAL && fact.type() != FactType.UNDECLARED) {
      problems.add(Code.TYPE_MISMATCH, "", "the field " + fact + " is no number");
    }
    return fact;
  }

  /** A fact of any type. */
  static Fact fact(String name, FactTypes types, ConditionProblems problems) {
    var path = Paths.read(name);
    if (path.isEmpty()) {
      problems.add(Code.FIELD_INVALID, "", Advice.ON_FIELD);
      return NONE;
    }
    if (!types.exposes(path.get())) {
      problems.add(Code.FIELD_NOT_DECLARED, "", Advice.ON_DECLARATION);
    }
    return types.of(path.get());
  }
}
