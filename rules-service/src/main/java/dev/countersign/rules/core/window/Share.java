package dev.countersign.rules.core.window;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Decimals;
import dev.countersign.rules.core.condition.FactReader;
import dev.countersign.rules.core.condition.FactSource;
import java.math.BigDecimal;
import java.util.Optional;

/** What one event adds to a windowed fact. */
public sealed interface Share {

  /** Nothing can be said: the event does not tell how much, or of whom. */
  record Unknown() implements Share {}

  /** The event tells it by a value of the wrong kind. */
  record Malformed(Value value) implements Share {}

  /**
   * An amount.
   *
   * @param group what the events that are counted together have in common
   */
  record Counts(String group, BigDecimal amount) implements Share {}

  Share UNKNOWN = new Unknown();

  /** Digits before and behind the point, at most; more is no amount of anything. */
  int MOST_DIGITS = 18;

  /**
   * The share of an event.
   *
   * @param currency a sum is one of a currency, as nothing is converted; empty where the operation
   *     has none
   */
  static Share of(WindowedFact fact, FactSource source, Optional<String> currency) {
    var amount = fact.sum().map(path -> amount(FactReader.of(path).in(source)));
    if (amount.isPresent() && !(amount.get() instanceof Counts)) {
      return amount.get();
    }
    var counted = amount.map(it -> ((Counts) it).amount()).orElse(BigDecimal.ONE);
    return switch (FactReader.of(fact.per()).in(source)) {
      case Value.Missing _ -> UNKNOWN;
      case Value.Text(var text) ->
          text.isBlank() ? UNKNOWN : counts(currency, text.strip(), counted);
      case Value.Decimal(var number) when isPlain(number) ->
          counts(currency, number.stripTrailingZeros().toPlainString(), counted);
      case Value.Decimal _ -> new Malformed(new Value.Text("a number beyond bounds"));
      case Value.Bool it -> new Malformed(it);
      case Value.Items it -> new Malformed(it);
      case Value.Fields it -> new Malformed(it);
    };
  }

  private static Share amount(Value value) {
    var number = Decimals.read(value);
    if (number == null) {
      return value instanceof Value.Missing ? UNKNOWN : new Malformed(value);
    }
    return isPlain(number)
        ? counts(Optional.empty(), "", number.abs())
        : new Malformed(new Value.Text("a number beyond bounds"));
  }

  private static Share counts(Optional<String> currency, String group, BigDecimal amount) {
    return new Counts(currency.orElse("") + "\n" + group, amount);
  }

  /** Few enough digits to be written out: {@code 1e999999999} is short only as it stands. */
  private static boolean isPlain(BigDecimal number) {
    return (long) number.precision() - number.scale() <= MOST_DIGITS
        && number.stripTrailingZeros().scale() <= MOST_DIGITS;
  }
}
