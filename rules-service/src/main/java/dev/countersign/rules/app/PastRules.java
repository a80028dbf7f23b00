package dev.countersign.rules.app;

import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was in force at an instant of the past, as it is stored: every version that was ever active
 * is kept, and so is every state of a partner (N-08). Operations are read as they are registered
 * now.
 */
@ApplicationScoped
public class PastRules {

  private final Policies policies;
  private final Partners partners;
  private final LiveRules rules;

  PastRules(Policies policies, Partners partners, LiveRules rules) {
    this.policies = policies;
    this.partners = partners;
    this.rules = rules;
  }

  /** The rules of the actor's partner at an instant. */
  public Uni<RuleBook> at(SqlConnection tx, Actor actor, Instant at) {
    return partners
        .asOf(tx, actor.partner(), at.atOffset(ZoneOffset.UTC))
        .flatMap(partner ->
            policies
                .all(tx, actor.partner())
                .map(all ->
                    new Book(
                        rules, partner, all.stream().flatMap(it -> version(it, actor)).toList())));
  }

  /** A version that was ever in force. */
  private static Stream<LivePolicy> version(PolicyVersion it, Actor actor) {
    var key = new Policy.Key(actor.partner(), it.operation(), it.policy(), it.version());
    return it.validFrom().stream()
        .map(from ->
            new LivePolicy(
                Policy.compile(key, it.terms()),
                from.toInstant(),
                it.validUntil().map(OffsetDateTime::toInstant)));
  }

  /** The rule book of one partner; it knows nobody else. */
  private record Book(LiveRules rules, Optional<Partner> partner, List<LivePolicy> versions)
      implements RuleBook {

    @Override
    public Optional<RegisteredType> eventType(String type) {
      return rules.eventType(type);
    }

    @Override
    public Optional<Operation> operation(String codeOrAlias) {
      return rules.operation(codeOrAlias);
    }

    @Override
    public Optional<Partner> partner(String id) {
      return partner.filter(it -> it.id().value().equals(id));
    }

    @Override
    public Optional<Policy> policy(String id, OperationCode operation, Instant at) {
      return of(operation).filter(it -> it.isInForce(at)).map(LivePolicy::policy).findFirst();
    }

    @Override
    public List<Policy> draining(String id, OperationCode operation, Instant at) {
      return of(operation).filter(it -> it.isDraining(at)).map(LivePolicy::policy).toList();
    }

    private Stream<LivePolicy> of(OperationCode operation) {
      return versions.stream()
          .filter(it -> it.policy().key().operation().equals(operation))
          .sorted(
              Comparator.comparingInt((LivePolicy it) -> it.policy().key().version()).reversed());
    }
  }
}
