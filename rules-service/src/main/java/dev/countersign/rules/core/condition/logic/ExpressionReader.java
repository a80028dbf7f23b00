package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.ConditionLimits;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.condition.logic.Expression.Apply;
import dev.countersign.rules.core.condition.logic.Expression.Listing;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads JSON as JSON Logic: what is an operator, what is a literal, what is neither. */
final class ExpressionReader {

  private static final Expression NOTHING = new Literal(Value.MISSING);

  private final FactTypes types;
  private final ConditionProblems problems;
  private int parts;
  private int elementDepth;

  ExpressionReader(FactTypes types, ConditionProblems problems) {
    this.types = types;
    this.problems = problems;
  }

  Expression read(Value json) {
    return read(json, "", 0);
  }

  private Expression read(Value json, String path, int depth) {
    parts++;
    if (depth > ConditionLimits.DEEPEST) {
      return refused(Code.TOO_DEEP, path, "at most " + ConditionLimits.DEEPEST + " levels");
    }
    if (parts == ConditionLimits.MOST_PARTS + 1) {
      return refused(Code.TOO_MANY_PARTS, path, "at most " + ConditionLimits.MOST_PARTS + " parts");
    }
    if (parts > ConditionLimits.MOST_PARTS) {
      return NOTHING;
    }
    return switch (json) {
      case Value.Items(var items) -> list(items, path, depth);
      case Value.Fields(var fields) -> operator(fields, path, depth);
      case Value.Text(var text) when text.length() > ConditionLimits.LONGEST_TEXT ->
          refused(Code.TOO_LONG, path, "at most " + ConditionLimits.LONGEST_TEXT + " characters");
      case Value.Text _, Value.Decimal _, Value.Bool _, Value.Missing _ -> new Literal(json);
    };
  }

  private Expression list(List<Value> items, String path, int depth) {
    if (items.size() > ConditionLimits.MOST_VALUES) {
      return refused(
          Code.TOO_MANY_PARTS, path, "at most " + ConditionLimits.MOST_VALUES + " values");
    }
    var isLiteral = items.stream().allMatch(ExpressionReader::isScalar);
    return isLiteral ? literalList(items, path) : new Listing(readAll(items, path, depth));
  }

  private Expression literalList(List<Value> items, String path) {
    var isTooLong =
        items.stream()
            .anyMatch(it ->
                it instanceof Value.Text(var text) && text.length() > ConditionLimits.LONGEST_TEXT);
    return isTooLong
        ? refused(Code.TOO_LONG, path, "at most " + ConditionLimits.LONGEST_TEXT + " characters")
        : new Literal(new Value.Items(items));
  }

  private static boolean isScalar(Value value) {
    return !(value instanceof Value.Items) && !(value instanceof Value.Fields);
  }

  private List<Expression> readAll(List<Value> items, String path, int depth) {
    var expressions = new ArrayList<Expression>();
    for (int index = 0; index < items.size(); index++) {
      expressions.add(read(items.get(index), path + "/" + index, depth + 1));
    }
    return expressions;
  }

  private Expression operator(Map<String, Value> fields, String path, int depth) {
    if (fields.size() != 1) {
      return refused(Code.NOT_A_CONDITION, path, "an operator is an object with exactly one key");
    }
    var only = fields.entrySet().iterator().next();
    var symbol = only.getKey();
    var operator = LogicOperator.of(symbol);
    var here = path + "/" + symbol.replace("~", "~0").replace("/", "~1");
    if (operator.isEmpty()) {
      return refused(Code.OPERATOR_UNKNOWN, here, Advice.onOperator(symbol));
    }
    return apply(operator.get(), only.getValue(), here, depth);
  }

  private Expression apply(LogicOperator operator, Value written, String path, int depth) {
    if (operator == LogicOperator.PRESERVE) {
      return new Literal(written);
    }
    var values = written instanceof Value.Items(var items) ? items : List.of(written);
    if (!operator.takes(values.size())) {
      return refused(
          Code.WRONG_NUMBER_OF_ARGUMENTS,
          path,
          operator.symbol() + " takes " + operator.arity() + " arguments");
    }
    var arguments = arguments(operator, values, path, depth);
    checkNames(operator, arguments, path);
    return new Apply(operator, located(operator, arguments));
  }

  /** The arguments with the names of declared facts replaced by where these stand. */
  private List<Expression> located(LogicOperator operator, List<Expression> arguments) {
    var names =
        switch (operator) {
          case VAR -> Math.min(arguments.size(), 1);
          case VAL, EXISTS -> arguments.size() == 1 ? 1 : 0;
          case MISSING -> arguments.size();
          default -> 0;
        };
    if (elementDepth > 0 || names == 0) {
      return arguments;
    }
    var located = new ArrayList<>(arguments);
    located.subList(0, names).replaceAll(this::located);
    return located;
  }

  private Expression located(Expression name) {
    return name instanceof Literal(Value.Text(var text))
        ? Paths.read(text)
            .<Expression>map(it -> new Literal(new Value.Text(types.of(it).path().toString())))
            .orElse(name)
        : name;
  }

  private List<Expression> arguments(
      LogicOperator operator, List<Value> values, String path, int depth) {
    var arguments = new ArrayList<Expression>();
    for (int index = 0; index < values.size(); index++) {
      var isBody = index == 1 && operator.iterates();
      elementDepth += isBody ? 1 : 0;
      arguments.add(read(values.get(index), path + "/" + index, depth + 1));
      elementDepth -= isBody ? 1 : 0;
    }
    return arguments;
  }

  private void checkNames(LogicOperator operator, List<Expression> arguments, String path) {
    switch (operator) {
      case VAR -> checkName(arguments.isEmpty() ? NOTHING : arguments.getFirst(), path);
      case VAL, EXISTS -> {
        arguments.forEach(it -> checkName(it, path));
        refuseJumps(arguments, path);
      }
      case MISSING -> arguments.forEach(it -> checkName(it, path));
      default -> {}
    }
  }

  /** {@code val} may elsewhere start with a list of how many scopes to climb. */
  private void refuseJumps(List<Expression> segments, String path) {
    if (segments.stream().anyMatch(it -> it instanceof Literal(Value.Items _))) {
      refused(Code.FIELD_INVALID, path, Advice.ON_FIELD);
    }
  }

  private void checkName(Expression name, String path) {
    var text = name instanceof Literal(var value) ? Strings.text(value) : "";
    var isList = name instanceof Literal(Value.Items _);
    if (!text.isEmpty() && !isList && Paths.read(text).isEmpty()) {
      refused(Code.FIELD_INVALID, path, Advice.ON_FIELD);
    }
    var isExposed =
        elementDepth > 0 || Paths.read(text).map(types::exposes).orElse(types.exposesAll());
    if (!isExposed) {
      refused(Code.FIELD_NOT_DECLARED, path, Advice.ON_DECLARATION);
    }
  }

  private Expression refused(Code code, String path, String advice) {
    problems.add(code, path, advice);
    return NOTHING;
  }
}
