package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Paths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JSON Logic expression: it evaluates to a value. */
public sealed interface Expression {

  /** Where the facts stand that it names outright; names within list elements are none. */
  default Stream<Path> paths() {
    return switch (this) {
      case Literal _ -> Stream.empty();
      case Listing(var items) -> items.stream().flatMap(Expression::paths);
      case Apply apply -> pathsIn(apply);
    };
  }

  private static Stream<Path> pathsIn(Apply apply) {
    var operator = apply.operator();
    var arguments = apply.arguments();
    return switch (operator) {
      case VAR, VAL, EXISTS, MISSING ->
          arguments.stream().flatMap(it -> Stream.concat(it.named().stream(), it.paths()));
      default ->
          arguments.stream()
              .limit(operator.iterates() ? 1 : arguments.size())
              .flatMap(Expression::paths);
    };
  }

  private Optional<Path> named() {
    return this instanceof Literal(Value.Text(var text)) ? Paths.read(text) : Optional.empty();
  }

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
