package dev.countersign.rules.app.backtest;

import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rule book in which one version has always been in force. */
public record OneVersion(RuleBook today, Policy version) implements RuleBook {

  @Override
  public Optional<RegisteredType> eventType(String type) {
    return today.eventType(type);
  }

  @Override
  public Optional<Operation> operation(String codeOrAlias) {
    return today.operation(codeOrAlias);
  }

  @Override
  public Optional<Partner> partner(String id) {
    return today.partner(id);
  }

  @Override
  public Optional<Policy> policy(String partner, OperationCode operation, Instant at) {
    return Optional.of(version);
  }

  @Override
  public List<Policy> draining(String partner, OperationCode operation, Instant at) {
    return List.of();
  }
}
