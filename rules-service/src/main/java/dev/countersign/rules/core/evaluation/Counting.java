package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.Occurrence.Occasion;
import dev.countersign.rules.core.window.Share;
import dev.countersign.rules.core.window.WindowedFact;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The windowed facts of an event: what has to be counted for it, and what they come to. */
public final class Counting {

  private Counting() {}

  /**
   * The windowed facts of every version that judges an event. An end takes nothing off: what was
   * paid out before it stays paid out.
   */
  public static Set<WindowedFact> facts(Event event, RuleBook rules) {
    if (event.operation().isEmpty() || event.intent() == Intent.CANCEL) {
      return Set.of();
    }
    var operation = event.operation().get().code();
    var inForce = rules.policy(event.partner(), operation, event.at());
    if (event.intent() == Intent.OPEN) {
      return inForce.map(it -> Set.copyOf(it.terms().windows().values())).orElse(Set.of());
    }
    var before = rules.draining(event.partner(), operation, event.at()).stream();
    return Stream.concat(inForce.stream(), before)
        .flatMap(policy -> policy.terms().windows().values().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whoever judges again may have counted more than the versions of this book read. */
  static Event onlyRead(Event event, RuleBook rules) {
    return event.counted().before().isEmpty()
        ? event
        : event.after(event.counted().of(facts(event, rules)));
  }

  /** The event as these facts count it; what nobody can judge without its maker counts nowhere. */
  public static List<Occurrence> occurrences(
      Event event, Occasion occasion, Collection<WindowedFact> facts) {
    if (facts.isEmpty() || event.operation().isEmpty() || event.intent() == Intent.CANCEL) {
      return List.of();
    }
    var operation = event.operation().get();
    var read = Facts.of(event, operation.paths());
    return read.maker() instanceof MakerFinding.Known
        ? facts.stream()
            .sorted(WindowedFact.ORDER)
            .flatMap(fact -> occurrence(event, occasion, fact, read).stream())
            .toList()
        : List.of();
  }

  private static Optional<Occurrence> occurrence(
      Event event, Occasion occasion, WindowedFact fact, Facts facts) {
    return share(event, fact, facts) instanceof Share.Counts(var group, var amount)
        ? Optional.of(
            new Occurrence(
                event.partner(),
                event.operation().orElseThrow().code(),
                fact,
                group,
                occasion,
                amount))
        : Optional.empty();
  }

  /** The data as conditions read them: a windowed fact stands before a field of its name. */
  static Value data(Event event, Facts facts, Map<String, WindowedFact> windows) {
    if (windows.isEmpty()) {
      return event.data();
    }
    var fields = new HashMap<String, Value>();
    if (event.data() instanceof Value.Fields(var own)) {
      fields.putAll(own);
    }
    windows.forEach((name, fact) -> {
      fields.remove(name);
      value(event, fact, facts).ifPresent(value -> fields.put(name, value));
    });
    return new Value.Fields(fields);
  }

  /** What a windowed fact comes to, the event itself included; empty if that is a missing fact. */
  private static Optional<Value> value(Event event, WindowedFact fact, Facts facts) {
    return switch (share(event, fact, facts)) {
      case Share.Unknown _ -> Optional.empty();
      case Share.Malformed(var value) -> Optional.of(value);
      case Share.Counts(_, var amount) ->
          Optional.of(new Value.Decimal(plain(event.counted().before(fact).add(amount))));
    };
  }

  /** The same digits whoever has counted. */
  private static BigDecimal plain(BigDecimal number) {
    var plain = number.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static Share share(Event event, WindowedFact fact, Facts facts) {
    var hasCurrency =
        fact.sum().isPresent() && event.operation().orElseThrow().amountUse() == AmountUse.REQUIRED;
    var currency = facts.currencyCode();
    return hasCurrency && currency.isEmpty()
        ? Share.UNKNOWN
        : Share.of(fact, facts.source(event.data()), hasCurrency ? currency : Optional.empty());
  }
}
