package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.condition.Bound;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.Decimals;
import dev.countersign.rules.core.condition.FactTypes;
import java.util.Optional;

/** A percentage of another amount: {@code 25% of original.amount} (F-059). */
final class Share {

  private static final String OF = "% of ";

  private Share() {}

  static Optional<Bound> read(String text, FactTypes types, ConditionProblems problems) {
    int sign = text.indexOf(OF);
    if (sign < 0) {
      return Optional.empty();
    }
    var percent = Decimals.read(text.substring(0, sign).strip());
    if (percent == null) {
      return Optional.empty();
    }
    var whole = Comparing.number(text.substring(sign + OF.length()).strip(), types, problems);
    return Optional.of(new Bound.PercentOf(percent, whole));
  }
}
