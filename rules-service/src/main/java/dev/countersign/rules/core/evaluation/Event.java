package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import java.util.Optional;

/**
 * What the rules look at in an event. The attributes are claims of the producer, as is the data.
 */
public record Event(
    String partner,
    Optional<Operation> operation,
    Intent intent,
    Optional<String> actor,
    Optional<String> revision,
    Value data) {}
