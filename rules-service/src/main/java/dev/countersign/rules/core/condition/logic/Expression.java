package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import java.util.List;
import java.util.stream.Collectors;

/** A JSON Logic expression: it evaluates to a value. */
public sealed interface Expression {

  /** A value that is itself. */
  record Literal(Value value) implements Expression {
    @Override
    public String toString() {
      return Rendering.of(value);
    }
  }

  /** An array some of whose elements are expressions. */
  record Listing(List<Expression> items) implements Expression {
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return items.stream().map(Expression::toString).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /** An operator with its arguments: the object of one key. */
  record Apply(LogicOperator operator, List<Expression> arguments) implements Expression {
    public Apply {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return "{\"" + operator.symbol() + "\":" + new Listing(arguments) + "}";
    }
  }
}
