package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.condition.Condition.All;
import dev.countersign.rules.core.condition.Condition.Always;
import dev.countersign.rules.core.condition.Condition.Any;
import dev.countersign.rules.core.condition.Condition.Between;
import dev.countersign.rules.core.condition.Condition.Compare;
import dev.countersign.rules.core.condition.Condition.Crosses;
import dev.countersign.rules.core.condition.Condition.Holds;
import dev.countersign.rules.core.condition.Condition.Is;
import dev.countersign.rules.core.condition.Condition.IsEmpty;
import dev.countersign.rules.core.condition.Condition.Leaf;
import dev.countersign.rules.core.condition.Condition.Not;
import dev.countersign.rules.core.condition.Condition.OnMissing;
import dev.countersign.rules.core.condition.Condition.OneOf;
import dev.countersign.rules.core.condition.Condition.Reads;
import java.util.List;

/** From the tree of meaning to small tests that hold everything they need. */
final class ConditionCompiler {

  private ConditionCompiler() {}

  static Test compile(Condition condition) {
    return switch (condition) {
      case Always _ -> new Combination(List.of(), Truth.FALSE);
      case All(var parts) -> combination(parts, Truth.FALSE);
      case Any(var parts) -> combination(parts, Truth.TRUE);
      case Not(var part) -> new NotTest(condition, part instanceof Leaf, compile(part));
      case OnMissing(var part, var answer) -> new OnMissingTest(compile(part), answer);
      case Leaf leaf -> leaf(leaf);
    };
  }

  private static Test leaf(Leaf leaf) {
    return switch (leaf) {
      case Compare compare ->
          switch (compare.bound()) {
            case Bound.Fixed(var number) -> new ComparisonTest(compare, number);
            case Bound.Other(var fact) -> RelativeTest.toFact(compare, fact);
            case Bound.PercentOf(var percent, var fact) -> new RelativeTest(compare, fact, percent);
          };
      case Between between -> new BetweenTest(between);
      case Is is -> EqualTest.of(is);
      case OneOf oneOf -> EqualTest.of(oneOf);
      case Reads reads -> new ReadsTest(reads);
      case IsEmpty isEmpty -> new EmptyTest(isEmpty);
      case Crosses crosses -> new CrossesTest(crosses);
      case Holds holds -> new HoldsTest(holds);
    };
  }

  private static Test combination(List<Condition> parts, Truth settling) {
    return parts.size() == 1
        ? compile(parts.getFirst())
        : new Combination(parts.stream().map(ConditionCompiler::compile).toList(), settling);
  }

  /** The opposite. A negated leaf is traced as one thing, in the words of its author. */
  private record NotTest(Condition condition, boolean ofLeaf, Test part) implements Test {

    @Override
    public Truth of(FactSource facts) {
      return part.of(facts).negated();
    }

    @Override
    public Truth traced(FactSource facts, Trace trace) {
      var truth = part.traced(facts, trace).negated();
      if (ofLeaf) {
        var line = trace.lines().removeLast();
        trace.note(condition, line.actual(), truth);
      }
      return truth;
    }
  }

  /** The part, with its own answer to a missing fact. */
  private record OnMissingTest(Test part, OnMissingFact answer) implements Test {

    @Override
    public Truth of(FactSource facts) {
      return part.of(facts).under(answer);
    }

    @Override
    public Truth traced(FactSource facts, Trace trace) {
      return part.traced(facts, trace).under(answer);
    }
  }
}
