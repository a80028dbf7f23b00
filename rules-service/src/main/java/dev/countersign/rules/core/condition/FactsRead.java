package dev.countersign.rules.core.condition;

import java.util.stream.Stream;

/** The facts a condition reads, as often as it reads them. */
public final class FactsRead {

  private FactsRead() {}

  public static Stream<Fact> of(Condition condition) {
    return switch (condition) {
      case Condition.Always _ -> Stream.empty();
      case Condition.All(var parts) -> parts.stream().flatMap(FactsRead::of);
      case Condition.Any(var parts) -> parts.stream().flatMap(FactsRead::of);
      case Condition.Not(var part) -> of(part);
      case Condition.OnMissing(var part, _) -> of(part);
      case Condition.Compare(var fact, _, Bound.Fixed _) -> Stream.of(fact);
      case Condition.Compare(var fact, _, Bound.Other(var other)) -> Stream.of(fact, other);
      case Condition.Compare(var fact, _, Bound.PercentOf(_, var other)) -> Stream.of(fact, other);
      case Condition.Between(var fact, _, _) -> Stream.of(fact);
      case Condition.Is(var fact, _, _) -> Stream.of(fact);
      case Condition.OneOf(var fact, _, _) -> Stream.of(fact);
      case Condition.Reads(var fact, _, _) -> Stream.of(fact);
      case Condition.IsEmpty(var fact) -> Stream.of(fact);
      case Condition.Crosses(var before, var after, _, _) -> Stream.of(before, after);
      case Condition.Holds(var expression) ->
          expression.paths().map(path -> new Fact(path, FactType.UNDECLARED));
    };
  }
}
