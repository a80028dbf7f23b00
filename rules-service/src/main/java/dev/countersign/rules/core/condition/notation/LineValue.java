package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Bound;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.Decimals;
import dev.countersign.rules.core.condition.Equality;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Relation;
import dev.countersign.rules.core.condition.TextRelation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The value of a line, read the way the operator and the type of the field ask (F-051, F-219). */
record LineValue(Fact fact, Value value, FactTypes types, ConditionProblems problems, String path) {

  private static final Set<String> TRUTHS = Set.of("true", "false");

  Condition.Leaf is() {
    var literal = scalar(value);
    return new Condition.Is(fact, literal, sense(List.of(literal)));
  }

  Condition.Leaf oneOf() {
    var literals = list();
    return new Condition.OneOf(fact, literals, sense(literals));
  }

  Condition.Leaf compare(Relation relation) {
    refuseUnless(isNumeric(), "is no number");
    return new Condition.Compare(fact, relation, bound());
  }

  Condition.Leaf between() {
    refuseUnless(isNumeric(), "is no number");
    var bounds = list().stream().map(this::number).toList();
    if (bounds.size() != 2) {
      invalid("two bounds: 1000,5000");
      return new Condition.Between(fact, BigDecimal.ZERO, BigDecimal.ZERO);
    }
    if (bounds.get(0).compareTo(bounds.get(1)) > 0) {
      invalid("the lower bound first");
    }
    return new Condition.Between(fact, bounds.get(0), bounds.get(1));
  }

  Condition.Leaf reads(TextRelation relation) {
    var isRead =
        fact.type() == FactType.TEXT
            || fact.type() == FactType.UNDECLARED
            || (fact.type() == FactType.LIST && relation == TextRelation.CONTAINS);
    refuseUnless(isRead, "has no text");
    var text = scalar(value) instanceof Value.Text(var written) ? written : "";
    return new Condition.Reads(fact, relation, text);
  }

  private boolean isNumeric() {
    return fact.type() == FactType.DECIMAL || fact.type() == FactType.UNDECLARED;
  }

  /** Declared numbers are compared by value; everything else as exactly the text it is. */
  private Equality sense(List<Value> literals) {
    refuseUnless(fact.type() != FactType.LIST, "is a list: use contains");
    return switch (fact.type()) {
      case DECIMAL -> {
        literals.forEach(this::number);
        yield Equality.DECIMAL;
      }
      case BOOLEAN -> {
        if (!literals.stream().allMatch(it -> it instanceof Value.Text(var t) && isTruth(t))) {
          invalid("true or false");
        }
        yield Equality.TEXT;
      }
      case TEXT, LIST, UNDECLARED -> Equality.TEXT;
    };
  }

  private static boolean isTruth(String text) {
    return TRUTHS.contains(text);
  }

  private Bound bound() {
    if (value instanceof Value.Text(var text)) {
      var share = Share.read(text, types, problems);
      if (share.isPresent()) {
        return share.get();
      }
    }
    return new Bound.Fixed(number(value));
  }

  private BigDecimal number(Value written) {
    var number = Decimals.read(written);
    if (number == null && !(written instanceof Value.Missing)) {
      invalid("a plain number, without grouping, blanks or currency");
    }
    return number == null ? BigDecimal.ZERO : number;
  }

  /** A text; numbers and truths are taken as they are written. */
  private Value scalar(Value written) {
    return switch (written) {
      case Value.Text(var text) -> checked(text);
      case Value.Decimal(var number) -> new Value.Text(number.toPlainString());
      case Value.Bool(var truth) -> new Value.Text(truth ? "true" : "false");
      case Value.Missing _ -> new Value.Text("");
      case Value.Items _, Value.Fields _ -> {
        invalid("a text or a number");
        yield new Value.Text("");
      }
    };
  }

  private Value checked(String text) {
    if (text.length() > ConditionLimits.LONGEST_TEXT) {
      problems.add(Code.TOO_LONG, path, "at most " + ConditionLimits.LONGEST_TEXT + " characters");
    }
    return new Value.Text(text);
  }

  /** The values between commas, or the elements of a JSON array. */
  private List<Value> list() {
    var values =
        switch (value) {
          case Value.Items(var items) -> items.stream().map(this::scalar).toList();
          case Value.Text(var text) -> separated(text);
          case Value.Decimal _, Value.Bool _, Value.Fields _ -> List.of(scalar(value));
          case Value.Missing _ -> List.<Value>of();
        };
    if (values.size() > ConditionLimits.MOST_VALUES) {
      problems.add(Code.TOO_MANY_PARTS, path, "at most " + ConditionLimits.MOST_VALUES + " values");
    }
    if (values.isEmpty() && value instanceof Value.Items) {
      problems.add(Code.VALUE_MISSING, path, "at least one value");
    }
    return values;
  }

  private List<Value> separated(String text) {
    var parts = CommaList.read(text);
    if (parts.isEmpty()) {
      invalid("values separated by commas, in double quotes if they hold commas themselves");
    }
    return parts.orElse(List.of()).stream().map(this::checked).toList();
  }

  private void refuseUnless(boolean suits, String why) {
    if (!suits) {
      problems.add(
          Code.TYPE_MISMATCH, path.replace("/value", "/operator"), "the field " + fact + " " + why);
    }
  }

  private void invalid(String advice) {
    problems.add(Code.VALUE_INVALID, path, advice);
  }
}
