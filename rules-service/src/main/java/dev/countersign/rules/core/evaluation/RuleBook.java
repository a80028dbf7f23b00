package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is in force at this moment. Each answer is immutable, so one event sees one version. */
public interface RuleBook {

  /** The operation an event type speaks of. */
  Optional<RegisteredType> eventType(String type);

  /** The operation of a code or of one of its aliases. */
  Optional<Operation> operation(String codeOrAlias);

  Optional<Partner> partner(String id);

  /** The policy that is in force for the operation at an instant. */
  Optional<Policy> policy(String partner, OperationCode operation, Instant at);

  /** Versions before it that requests may still be pinned to, newest first (I-9). */
  List<Policy> draining(String partner, OperationCode operation, Instant at);

  /** An event type of the registry. */
  record RegisteredType(Operation operation, Intent intent) {}
}
