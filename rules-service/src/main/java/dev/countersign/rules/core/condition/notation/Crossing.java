package dev.countersign.rules.core.condition.notation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.ConditionProblem.Code;
import dev.countersign.rules.core.condition.ConditionProblems;
import dev.countersign.rules.core.condition.Direction;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Tiers;
import java.util.List;
import java.util.Optional;

/** {@code plan.before -> plan.after crosses up free, pro, enterprise} (F-057). */
final class Crossing {

  private static final String FORM =
      "before -> after crosses 100, 500, or crosses up free, pro, enterprise; tiers ascending";

  private Crossing() {}

  static Condition read(String line, String arrow, FactTypes types, ConditionProblems problems) {
    int middle = line.indexOf(arrow);
    var words = line.substring(middle + arrow.length()).strip().split("\\s+", 3);
    if (words.length < 3 || !words[1].equals("crosses")) {
      return refused(problems);
    }
    var way = way(words[2]);
    var listed = way == Direction.EITHER ? words[2] : words[2].split("\\s+", 2)[1];
    var tiers = tiers(listed);
    if (tiers.isEmpty()) {
      return refused(problems);
    }
    return new Condition.Crosses(
        Comparing.fact(line.substring(0, middle).strip(), types, problems),
        Comparing.fact(words[0], types, problems),
        tiers.get(),
        way);
  }

  private static Direction way(String rest) {
    if (rest.startsWith("up ")) {
      return Direction.UP;
    }
    return rest.startsWith("down ") ? Direction.DOWN : Direction.EITHER;
  }

  private static Optional<Tiers> tiers(String listed) {
    return CommaList.read(listed).flatMap(Crossing::tiers);
  }

  private static Optional<Tiers> tiers(List<String> names) {
    return Tiers.of(names.stream().<Value>map(Value.Text::new).toList());
  }

  private static Condition refused(ConditionProblems problems) {
    problems.add(Code.NOT_A_CONDITION, "", FORM);
    return Condition.ALWAYS;
  }
}
