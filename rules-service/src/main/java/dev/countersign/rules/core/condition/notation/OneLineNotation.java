package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Bound;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.ConditionReading;
import dev.countersign.rules.core.condition.ConditionSource;
import dev.countersign.rules.core.condition.Decimals;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Paths;

/**
 * A condition in one line (F-054): {@code amount >= 500}, {@code amount > 25% of original.amount},
 * {@code amount > credit.limit}, {@code plan.before -> plan.after crosses up free, pro}. Field,
 * operator and value mean what they mean in the list notation.
 */
public final class OneLineNotation {

  private static final String ARROW = " -> ";
  private static final String FORM = "field operator value, as in amount >= 500";

  private OneLineNotation() {}

  public static ConditionReading read(String line, FactTypes types, ConditionSource source) {
    var problems = new ConditionProblems();
    var text = line.strip();
    if (text.contains(ARROW)) {
      return problems.reading(Crossing.read(text, ARROW, types, problems), source);
    }
    var condition = words(text, types, problems);
    return problems.reading(condition, source);
  }

  private static Condition words(String text, FactTypes types, ConditionProblems problems) {
    var words = text.split("\\s+", 3);
    if (words.length < 2) {
      problems.add(Code.NOT_A_CONDITION, "", FORM);
      return Condition.ALWAYS;
    }
    var value = words.length == 3 ? new Value.Text(bounds(words[1], words[2])) : Value.MISSING;
    var operator = new Value.Text(words[1]);
    return isOther(words)
        ? toOther(words, types, problems)
        : new ConditionLine(types, problems, "").read(new Value.Text(words[0]), operator, value);
  }

  /** Between may also have an {@code and} between its bounds. */
  private static String bounds(String operator, String value) {
    return operator.equals("between") ? value.replaceFirst(" and ", ",") : value;
  }

  /** Whether a number is compared with what can only be another field. */
  private static boolean isOther(String[] words) {
    return words.length == 3
        && Comparing.relation(words[1]).isPresent()
        && Decimals.read(words[2]) == null
        && Paths.read(words[2]).isPresent()
        && Character.isLetter(words[2].charAt(0))
        && words[2].chars().noneMatch(Character::isWhitespace);
  }

  private static Condition toOther(String[] words, FactTypes types, ConditionProblems problems) {
    var fact = Comparing.number(words[0], types, problems);
    var other = Comparing.number(words[2], types, problems);
    return new Condition.Compare(
        fact, Comparing.relation(words[1]).orElseThrow(), new Bound.Other(other));
  }
}
