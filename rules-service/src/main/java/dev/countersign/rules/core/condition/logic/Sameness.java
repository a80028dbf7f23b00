package dev.countersign.rules.core.condition.logic;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Decimals;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Logic's two senses of equal. Lists are equal element by element. */
public final class Sameness {

  private Sameness() {}

  /** {@code ===}: of one type and one value; 1 is 1.0. */
  public static boolean strict(Value one, Value other) {
    return switch (one) {
      case Value.Decimal(var number) ->
          other instanceof Value.Decimal(var second) && number.compareTo(second) == 0;
      case Value.Items(var items) ->
          other instanceof Value.Items(var second) && pairwise(items, second);
      case Value.Text _, Value.Bool _, Value.Fields _, Value.Missing _ -> one.equals(other);
    };
  }

  /** {@code ==}: a number also equals the text that writes it, and true equals 1. */
  public static boolean loose(Value one, Value other) {
    if (one.getClass() == other.getClass()) {
      return strict(one, other);
    }
    var first = number(one);
    var second = number(other);
    return first != null && second != null && first.compareTo(second) == 0;
  }

  private static @Nullable BigDecimal number(Value value) {
    return value instanceof Value.Bool(var truth)
        ? truth ? BigDecimal.ONE : BigDecimal.ZERO
        : Decimals.read(value);
  }

  private static boolean pairwise(List<Value> one, List<Value> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int index = 0; index < one.size(); index++) {
      if (!strict(one.get(index), other.get(index))) {
        return false;
      }
    }
    return true;
  }
}
