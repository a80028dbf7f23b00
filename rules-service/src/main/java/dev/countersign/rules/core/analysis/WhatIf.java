package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.evaluation.Facts;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.route.RouteStep;
import dev.countersign.rules.core.window.NotCounted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The smallest changes of an event that would have changed its answer (N-03): the nearest amount,
 * and for each fact that some condition reads, a value of it. Each was judged by the evaluator, so
 * none is a guess.
 */
public final class WhatIf {

  private final Policy policy;
  private final Partner partner;
  private final Event event;
  private final Inputs inputs;
  private final Answer answer;

  private WhatIf(Policy policy, Partner partner, Event event) {
    this.policy = policy;
    this.partner = partner;
    this.event = event;
    this.inputs = new Abstraction(policy.terms()).inputs();
    this.answer = ask(event);
  }

  /** One field with another value, and the answer the event would have got. */
  public record Counterfactual(String field, Value was, Value would, Answer answer) {}

  /** An answer as people compare answers: whether, why not, and who. */
  public record Answer(String verdict, List<String> asked) {
    public Answer {
      asked = List.copyOf(asked);
    }
  }

  public static List<Counterfactual> of(Policy policy, Partner partner, Event event) {
    return new WhatIf(policy, partner, event).counterfactuals();
  }

  private List<Counterfactual> counterfactuals() {
    var found = new ArrayList<Counterfactual>();
    nearestAmount().ifPresent(found::add);
    inputs
        .fields()
        .forEach((field, values) -> {
          if (!field.startsWith(Abstraction.FREE) && isOfTheEvent(field)) {
            values.stream()
                .map(value -> change(field, Path.of(field), value))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(found::add);
          }
        });
    return List.copyOf(found);
  }

  /** With another value of these, other events would be counted, and nobody has. */
  private boolean isOfTheEvent(String field) {
    var windows = policy.terms().windows();
    return !windows.containsKey(field)
        && windows.values().stream().noneMatch(it -> it.per().equals(Path.of(field)));
  }

  private Optional<Counterfactual> nearestAmount() {
    var operation = event.operation().orElseThrow();
    var facts = Facts.of(event, operation.paths());
    var currency = facts.currencyCode();
    if (currency.isEmpty()) {
      return Optional.empty();
    }
    var units = Currencies.minorUnits(currency.get()).orElseThrow();
    if (!(AmountReading.read(facts.amount(), units, operation.signRule())
        instanceof AmountReading.Valid(var amount))) {
      return Optional.empty();
    }
    return inputs.amountsIn(currency.get(), operation.signRule()).stream()
        .filter(it -> it instanceof Value.Decimal)
        .sorted(Comparator.comparing(it -> distance(it, amount)))
        .map(it -> change("amount", operation.paths().amount(), it))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static BigDecimal distance(Value value, BigDecimal amount) {
    return value instanceof Value.Decimal(var number)
        ? number.subtract(amount).abs()
        : BigDecimal.ZERO;
  }

  /** The change, if it is one and the answer is another; a mere quarantine answers nothing. */
  private Optional<Counterfactual> change(String field, Path path, Value would) {
    var was = path.in(event.data());
    return was.equals(would)
        ? Optional.empty()
        : askIfCounted(event.over(with(event.data(), path.segments(), would)))
            .filter(changed -> !changed.equals(answer))
            .filter(changed -> !changed.verdict().startsWith("QUARANTINED"))
            .map(changed -> new Counterfactual(field, was, would, changed));
  }

  /** Empty if the change makes an event countable that was not, so that nobody knows its sum. */
  private Optional<Answer> askIfCounted(Event changed) {
    try {
      return Optional.of(ask(changed));
    } catch (NotCounted _) {
      return Optional.empty();
    }
  }

  private Answer ask(Event asked) {
    var facts = Facts.of(asked, asked.operation().orElseThrow().paths());
    return answer(Evaluator.apply(policy, partner, asked, facts));
  }

  /** A conclusion in the words in which answers are compared. */
  public static Answer answer(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.NotRequired it -> new Answer("NOT_REQUIRED " + it.reason(), List.of());
      case Conclusion.Quarantined it -> new Answer("QUARANTINED " + it.reason(), List.of());
      case Conclusion.Withdrawal _ -> new Answer("WITHDRAWAL", List.of());
      case Conclusion.Required it ->
          new Answer(
              "REQUIRED",
              it.route().tracks().stream()
                  .flatMap(track -> track.steps().stream())
                  .filter(step -> step.state() == RouteStep.State.WAITING)
                  .map(RouteStep::name)
                  .toList());
    };
  }

  private static Value with(Value root, List<String> path, Value value) {
    var fields = new HashMap<String, Value>();
    if (root instanceof Value.Fields(var old)) {
      fields.putAll(old);
    }
    var name = path.getFirst();
    var rest = path.subList(1, path.size());
    var inner = fields.getOrDefault(name, Value.MISSING);
    fields.put(name, rest.isEmpty() ? value : with(inner, rest, value));
    return new Value.Fields(fields);
  }
}
