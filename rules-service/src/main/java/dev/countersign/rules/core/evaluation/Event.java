package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.window.Counted;
import java.time.Instant;
import java.util.Optional;

/**
 * What the rules look at in an event. The attributes are claims of the producer, as is the data.
 *
 * @param at when the event came in; with it the same record always gets the same answer
 * @param counted what was counted before it, for the windowed facts of its policy
 */
public record Event(
    String partner,
    Optional<Operation> operation,
    Intent intent,
    Optional<String> actor,
    Optional<String> revision,
    Value data,
    Instant at,
    Counted counted) {

  /** An event before which nothing was counted. */
  public Event(
      String partner,
      Optional<Operation> operation,
      Intent intent,
      Optional<String> actor,
      Optional<String> revision,
      Value data,
      Instant at) {
    this(partner, operation, intent, actor, revision, data, at, Counted.NOTHING);
  }

  /** The same event with its data read. */
  public Event over(Value read) {
    return new Event(partner, operation, intent, actor, revision, read, at, counted);
  }

  /** The same event, and what was counted before it. */
  public Event after(Counted others) {
    return new Event(partner, operation, intent, actor, revision, data, at, others);
  }
}
