package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the rules found in an event and concluded from it. {@code amount} is present when it is a
 * valid one of {@code currency}; {@code material} is what a decision will be bound to. A revision
 * is judged by the versions before the one in force too: those are the {@code alternatives}.
 */
public record Evaluation(
    Event event,
    long revision,
    Optional<Facts> facts,
    Optional<BigDecimal> amount,
    Optional<Value.Fields> material,
    Conclusion conclusion,
    List<Conclusion> alternatives) {

  public Evaluation {
    alternatives = List.copyOf(alternatives);
  }

  /** The answer to an event whose operation is unknown, or on which the evaluator itself failed. */
  public static Evaluation unread(Event event, QuarantineReason reason) {
    return new Evaluation(
        event,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Conclusion.Quarantined.at(reason, Optional.empty()),
        List.of());
  }
}
