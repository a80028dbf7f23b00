package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * What the rules look at in an event. The attributes are claims of the producer, as is the data.
 *
 * @param at when the event came in; with it the same record always gets the same answer
 */
public record Event(
    String partner,
    Optional<Operation> operation,
    Intent intent,
    Optional<String> actor,
    Optional<String> revision,
    Value data,
    Instant at) {

  /** The same event with its data read. */
  public Event over(Value read) {
    return new Event(partner, operation, intent, actor, revision, read, at);
  }
}
