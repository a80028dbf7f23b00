package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.condition.Bound;
import dev.countersign.rules.core.condition.Decimals;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.Paths;
import java.util.Optional;

/** A percentage of another amount: {@code 25% of original.amount} (F-059). */
final class Share {

  private static final String OF = "% of ";

  private Share() {}

  static Optional<Bound> read(String text) {
    int sign = text.indexOf(OF);
    if (sign < 0) {
      return Optional.empty();
    }
    var percent = Decimals.read(text.substring(0, sign).strip());
    return percent == null
        ? Optional.empty()
        : Paths.read(text.substring(sign + OF.length()).strip())
            .map(path -> new Bound.PercentOf(percent, new Fact(path, FactType.DECIMAL)));
  }
}
