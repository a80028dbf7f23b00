package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.BinaryOperator;

/** Sums, products and extremes, exact; a quotient has 34 digits. */
final class Arithmetic {

  private Arithmetic() {}

  static Term term(LogicOperator operator, List<Term> terms) {
    return switch (operator) {
      case ADD -> folded(terms, BigDecimal::add);
      case MULTIPLY -> folded(terms, BigDecimal::multiply);
      case MAX -> folded(terms, BigDecimal::max);
      case MIN -> folded(terms, BigDecimal::min);
      case SUBTRACT ->
          terms.size() == 1
              ? binary(_ -> ZERO, terms.getFirst(), BigDecimal::subtract)
              : folded(terms, BigDecimal::subtract);
      case DIVIDE -> divided(terms, (one, other) -> one.divide(other, MathContext.DECIMAL128));
      default -> divided(terms, BigDecimal::remainder);
    };
  }

  private static final Value ZERO = new Value.Decimal(BigDecimal.ZERO);

  private static Term folded(List<Term> terms, BinaryOperator<BigDecimal> operation) {
    if (terms.size() == 2) {
      return binary(terms.get(0), terms.get(1), operation);
    }
    return scope -> {
      var total = terms.getFirst().in(scope);
      var first = Numbers.of(total);
      if (first == null) {
        return scope.malformed();
      }
      total = new Value.Decimal(first);
      for (int index = 1; index < terms.size(); index++) {
        total = combined(total, terms.get(index).in(scope), operation, scope);
      }
      return total;
    };
  }

  private static Term binary(Term one, Term other, BinaryOperator<BigDecimal> operation) {
    return scope -> combined(one.in(scope), other.in(scope), operation, scope);
  }

  private static Term divided(List<Term> terms, BinaryOperator<BigDecimal> operation) {
    return scope -> {
      var dividend = terms.get(0).in(scope);
      var divisor = terms.get(1).in(scope);
      var number = Numbers.of(divisor);
      return number == null || number.signum() == 0
          ? scope.malformed()
          : combined(dividend, divisor, operation, scope);
    };
  }

  private static Value combined(
      Value one, Value other, BinaryOperator<BigDecimal> operation, Scope scope) {
    var first = Numbers.of(one);
    var second = Numbers.of(other);
    return first == null || second == null
        ? scope.malformed()
        : Numbers.value(operation.apply(first, second), scope);
  }
}
