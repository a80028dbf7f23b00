package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Bound;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.Condition.Between;
import dev.countersign.rules.core.condition.Condition.Compare;
import dev.countersign.rules.core.condition.Condition.Crosses;
import dev.countersign.rules.core.condition.Condition.Is;
import dev.countersign.rules.core.condition.Condition.IsEmpty;
import dev.countersign.rules.core.condition.Condition.Not;
import dev.countersign.rules.core.condition.Condition.OneOf;
import dev.countersign.rules.core.condition.Condition.Reads;
import dev.countersign.rules.core.condition.Decimals;
import dev.countersign.rules.core.condition.Direction;
import dev.countersign.rules.core.condition.Equality;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Relation;
import dev.countersign.rules.core.condition.TextRelation;
import dev.countersign.rules.core.condition.Tiers;
import dev.countersign.rules.core.condition.logic.Expression.Apply;
import dev.countersign.rules.core.condition.logic.Expression.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shapes of expressions that are tests of one fact against what is written beside it. */
final class SimpleTests {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final FactTypes types;

  SimpleTests(FactTypes types) {
    this.types = types;
  }

  Optional<Condition> of(Apply apply) {
    var arguments = apply.arguments();
    return switch (apply.operator()) {
      case ABOVE, AT_LEAST, BELOW, AT_MOST -> order(apply.operator(), arguments);
      case EQUAL -> equal(arguments, Equality.LOOSE);
      case SAME -> equal(arguments, Equality.STRICT);
      case NOT_EQUAL -> equal(arguments, Equality.LOOSE).map(Not::new);
      case NOT_SAME -> equal(arguments, Equality.STRICT).map(Not::new);
      case IN -> oneOf(arguments);
      case BETWEEN -> between(arguments.get(1), arguments.get(0), arguments.get(2));
      case CONTAINS -> reads(arguments, TextRelation.CONTAINS);
      case STARTS_WITH -> reads(arguments, TextRelation.STARTS_WITH);
      case ENDS_WITH -> reads(arguments, TextRelation.ENDS_WITH);
      case IS_EMPTY -> Optional.ofNullable(fact(arguments.getFirst())).map(IsEmpty::new);
      case CROSSES -> crosses(arguments, Direction.EITHER);
      case CROSSES_UP -> crosses(arguments, Direction.UP);
      case CROSSES_DOWN -> crosses(arguments, Direction.DOWN);
      default -> Optional.empty();
    };
  }

  private Optional<Condition> order(LogicOperator operator, List<Expression> arguments) {
    var relation = Comparisons.relation(operator);
    var one = arguments.get(0);
    var other = arguments.get(1);
    if (arguments.size() == 3) {
      return relation == Relation.AT_MOST
          ? between(one, other, arguments.get(2))
          : strictlyBetween(one, other, arguments.get(2));
    }
    var compared = compare(one, relation, other);
    return compared.isPresent() ? compared : compare(other, relation.mirrored(), one);
  }

  private Optional<Condition> compare(Expression number, Relation relation, Expression bound) {
    var fact = fact(number);
    var limit = bound(bound);
    return fact == null || limit == null
        ? Optional.empty()
        : Optional.of(new Compare(fact, relation, limit));
  }

  private @Nullable Bound bound(Expression expression) {
    var number = number(expression);
    if (number != null) {
      return new Bound.Fixed(number);
    }
    var isProduct =
        expression instanceof Apply(var operator, var factors)
            && operator == LogicOperator.MULTIPLY
            && factors.size() == 2;
    return isProduct ? share(((Apply) expression).arguments()) : null;
  }

  /** A fact times a constant, either way round. */
  private @Nullable Bound share(List<Expression> factors) {
    var leading = number(factors.get(0));
    var ratio = leading != null ? leading : number(factors.get(1));
    var fact = fact(leading != null ? factors.get(1) : factors.get(0));
    return ratio == null || fact == null
        ? null
        : new Bound.PercentOf(ratio.multiply(HUNDRED), fact);
  }

  private Optional<Condition> between(Expression low, Expression number, Expression high) {
    var fact = fact(number);
    var from = number(low);
    var to = number(high);
    return fact == null || from == null || to == null
        ? Optional.empty()
        : Optional.of(new Between(fact, from, to));
  }

  private Optional<Condition> strictlyBetween(Expression low, Expression number, Expression high) {
    return compare(number, Relation.ABOVE, low)
        .flatMap(above ->
            compare(number, Relation.BELOW, high)
                .map(below -> new Condition.All(List.of(above, below))));
  }

  private Optional<Condition> equal(List<Expression> arguments, Equality sense) {
    var isLeading = fact(arguments.get(0)) != null;
    var fact = fact(arguments.get(isLeading ? 0 : 1));
    var literal = scalar(arguments.get(isLeading ? 1 : 0));
    return fact == null || literal == null
        ? Optional.empty()
        : Optional.of(new Is(fact, literal, byValue(fact, List.of(literal), sense)));
  }

  private Optional<Condition> oneOf(List<Expression> arguments) {
    var fact = fact(arguments.get(0));
    return fact != null && arguments.get(1) instanceof Literal(Value.Items(var values))
        ? Optional.of(new OneOf(fact, values, byValue(fact, values, Equality.STRICT)))
        : Optional.empty();
  }

  /** A declared number is compared as one, however the event wrote it (F-219). */
  private static Equality byValue(Fact fact, List<Value> literals, Equality sense) {
    var areNumbers = literals.stream().allMatch(it -> Decimals.read(it) != null);
    return fact.type() == FactType.DECIMAL && areNumbers ? Equality.DECIMAL : sense;
  }

  private Optional<Condition> reads(List<Expression> arguments, TextRelation relation) {
    var fact = fact(arguments.get(0));
    return fact != null && scalar(arguments.get(1)) instanceof Value.Text(var text)
        ? Optional.of(new Reads(fact, relation, text))
        : Optional.empty();
  }

  private Optional<Condition> crosses(List<Expression> arguments, Direction direction) {
    var before = fact(arguments.get(0));
    var after = fact(arguments.get(1));
    return before != null
            && after != null
            && arguments.get(2) instanceof Literal(Value.Items(var values))
        ? Tiers.of(values).map(tiers -> new Crosses(before, after, tiers, direction))
        : Optional.empty();
  }

  /** A name without a default, known when the condition is read. */
  private @Nullable Fact fact(Expression expression) {
    return expression instanceof Apply(var operator, var arguments)
            && operator == LogicOperator.VAR
            && arguments.size() == 1
            && arguments.getFirst() instanceof Literal(Value.Text(var name))
            && !name.isEmpty()
        ? types.of(Path.of(name))
        : null;
  }

  private static @Nullable BigDecimal number(Expression expression) {
    return expression instanceof Literal(var value) ? Decimals.read(value) : null;
  }

  private static @Nullable Value scalar(Expression expression) {
    return expression instanceof Literal(var value)
            && (value instanceof Value.Text
                || value instanceof Value.Decimal
                || value instanceof Value.Bool)
        ? value
        : null;
  }
}
