package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.Condition.Not;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.condition.Relation;
import dev.countersign.rules.core.condition.TextRelation;
import dev.countersign.rules.core.condition.logic.Advice;
import java.util.Optional;

/** One field, operator and value. */
final class ConditionLine {

  private final FactTypes types;
  private final ConditionProblems problems;
  private final String path;

  ConditionLine(FactTypes types, ConditionProblems problems, String path) {
    this.types = types;
    this.problems = problems;
    this.path = path;
  }

  /** The condition; anything at all if there was a problem. */
  Condition read(Value field, Value operator, Value value) {
    var fact = fact(field);
    var known = operator(operator);
    if (fact.isEmpty() || known.isEmpty()) {
      return Condition.ALWAYS;
    }
    var isGiven = !(value instanceof Value.Missing) && !isEmptyText(value);
    if (known.get().takesNoValue() && isGiven) {
      refused(Code.VALUE_NOT_ALLOWED, "/value", known.get().names().getFirst() + " has no value");
    } else if (!known.get().takesNoValue() && !isGiven) {
      refused(Code.VALUE_MISSING, "/value", "a value, or the operator is_empty");
    }
    return condition(
        known.get(), new LineValue(fact.get(), value, types, problems, path + "/value"));
  }

  private static boolean isEmptyText(Value value) {
    return value instanceof Value.Text(var text) && text.isEmpty();
  }

  private Optional<Fact> fact(Value field) {
    if (field instanceof Value.Missing || isBlank(field)) {
      refused(Code.FIELD_MISSING, "/field", "the field to test");
      return Optional.empty();
    }
    var read = field instanceof Value.Text(var text) ? Paths.read(text) : Optional.<Path>empty();
    if (read.isEmpty()) {
      refused(Code.FIELD_INVALID, "/field", Advice.ON_FIELD);
    } else if (!types.exposes(read.get())) {
      refused(Code.FIELD_NOT_DECLARED, "/field", Advice.ON_DECLARATION);
    }
    return read.map(types::of);
  }

  private static boolean isBlank(Value value) {
    return value instanceof Value.Text(var text) && text.isBlank();
  }

  private Optional<ListOperator> operator(Value operator) {
    if (!(operator instanceof Value.Text(var name)) || name.isBlank()) {
      refused(Code.OPERATOR_MISSING, "/operator", "one of " + ListOperator.all());
      return Optional.empty();
    }
    var known = ListOperator.named(name);
    if (known.isEmpty()) {
      refuseOperator(name);
    }
    return known;
  }

  private void refuseOperator(String name) {
    if (ListOperator.isRefusedSymbol(name)) {
      refused(Code.OPERATOR_SYMBOL_REFUSED, "/operator", "use not_equals instead of " + name);
    } else if (ListOperator.named(Advice.unescaped(name)).isPresent()) {
      refused(
          Code.OPERATOR_ESCAPED,
          "/operator",
          name + " was copied out of a web page: write " + Advice.unescaped(name));
    } else {
      refused(Code.OPERATOR_UNKNOWN, "/operator", "one of " + ListOperator.all());
    }
  }

  private static Condition condition(ListOperator operator, LineValue value) {
    return switch (operator) {
      case EQUALS -> value.is();
      case NOT_EQUALS -> new Not(value.is());
      case GREATER_THAN -> value.compare(Relation.ABOVE);
      case LESS_THAN -> value.compare(Relation.BELOW);
      case GREATER_OR_EQUAL -> value.compare(Relation.AT_LEAST);
      case LESS_OR_EQUAL -> value.compare(Relation.AT_MOST);
      case CONTAINS -> value.reads(TextRelation.CONTAINS);
      case NOT_CONTAINS -> new Not(value.reads(TextRelation.CONTAINS));
      case STARTS_WITH -> value.reads(TextRelation.STARTS_WITH);
      case ENDS_WITH -> value.reads(TextRelation.ENDS_WITH);
      case IN -> value.oneOf();
      case NOT_IN -> new Not(value.oneOf());
      case BETWEEN -> value.between();
      case IS_EMPTY -> new Condition.IsEmpty(value.fact());
      case IS_NOT_EMPTY -> new Not(new Condition.IsEmpty(value.fact()));
    };
  }

  private void refused(Code code, String property, String advice) {
    problems.add(code, path + property, advice);
  }
}
