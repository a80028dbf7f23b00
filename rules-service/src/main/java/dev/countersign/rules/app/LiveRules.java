package dev.countersign.rules.app;

import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.json.PolicyJson.LivePolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is in force, in memory. It is filled from the compacted topics and the registry and is not
 * to be asked before it is {@link #isComplete}: an empty book must never read as "no policy" (B7).
 */
@ApplicationScoped
public class LiveRules implements RuleBook {

  private final Map<String, Partner> partners = new ConcurrentHashMap<>();
  private final Map<String, Map<String, LivePolicies>> policies = new ConcurrentHashMap<>();
  private volatile Registry registry = Registry.EMPTY;
  private volatile boolean topicsRead;

  /** The operation registry as of one version. */
  private record Registry(
      Map<String, RegisteredType> types, Map<String, Operation> byName, List<Operation> all) {
    static final Registry EMPTY = new Registry(Map.of(), Map.of(), List.of());
  }

  /** Whether everything that was in force at start-up is here. */
  public boolean isComplete() {
    return topicsRead && !registry.all.isEmpty();
  }

  /** Says that the topics were read to where they ended. */
  public void topicsAreRead() {
    topicsRead = true;
  }

  /** Takes a newer version of a partner; an older or equal one is a late echo and is ignored. */
  public void take(Partner partner) {
    partners.merge(
        partner.id().value(),
        partner,
        (old, other) -> other.version() > old.version() ? other : old);
  }

  /** Takes newer versions of a policy; see {@link #take(Partner)}. */
  public void take(LivePolicies news) {
    policies
        .computeIfAbsent(news.partner().value(), _ -> new ConcurrentHashMap<>())
        .merge(
            news.operation().value(),
            news,
            (old, other) -> other.version() > old.version() ? other : old);
  }

  /** Forgets a partner whose record is gone or cannot be read: its events are quarantined. */
  public void dropPartner(String id) {
    partners.remove(id);
  }

  /** Forgets a policy whose record is gone or cannot be read: its events are quarantined. */
  public void dropPolicy(String partner, String operation) {
    var ofPartner = policies.get(partner);
    if (ofPartner != null) {
      ofPartner.remove(operation);
    }
  }

  /** Replaces the registry as a whole. */
  public void take(Collection<Operation> operations) {
    var types = new HashMap<String, RegisteredType>();
    var byName = new HashMap<String, Operation>();
    for (var operation : operations) {
      operation
          .eventTypes()
          .forEach((type, intent) -> types.put(type, new RegisteredType(operation, intent)));
      operation.aliases().forEach(alias -> byName.put(alias, operation));
    }
    // A code wins over another operation's alias.
    operations.forEach(operation -> byName.put(operation.code().value(), operation));
    registry = new Registry(Map.copyOf(types), Map.copyOf(byName), List.copyOf(operations));
  }

  public List<Operation> operations() {
    return registry.all;
  }

  @Override
  public Optional<RegisteredType> eventType(String type) {
    return Optional.ofNullable(registry.types.get(type));
  }

  @Override
  public Optional<Operation> operation(String codeOrAlias) {
    return Optional.ofNullable(registry.byName.get(codeOrAlias));
  }

  /** Every partner that was heard of. */
  public List<Partner> partners() {
    return List.copyOf(partners.values());
  }

  @Override
  public Optional<Partner> partner(String id) {
    return Optional.ofNullable(partners.get(id));
  }

  @Override
  public Optional<Policy> policy(String partner, OperationCode operation, Instant at) {
    return versions(partner, operation).stream()
        .filter(live -> live.isInForce(at))
        .findFirst()
        .map(LivePolicy::policy);
  }

  @Override
  public List<Policy> draining(String partner, OperationCode operation, Instant at) {
    return versions(partner, operation).stream()
        .filter(live -> live.isDraining(at))
        .map(LivePolicy::policy)
        .toList();
  }

  /** The version that is evaluated beside the one in force, if there is one (N-02). */
  public Optional<LivePolicy> shadow(String partner, OperationCode operation) {
    var ofPartner = policies.get(partner);
    var live = ofPartner == null ? null : ofPartner.get(operation.value());
    return live == null ? Optional.empty() : live.shadows().stream().findFirst();
  }

  /** Since when there has been a shadow of anything; empty while there is none. */
  public Optional<Instant> firstShadow() {
    return policies.values().stream()
        .flatMap(ofPartner -> ofPartner.values().stream())
        .flatMap(live -> live.shadows().stream())
        .map(LivePolicy::from)
        .min(Instant::compareTo);
  }

  /** Every version that is heard, newest first. */
  public List<LivePolicy> versions(String partner, OperationCode operation) {
    var ofPartner = policies.get(partner);
    var live = ofPartner == null ? null : ofPartner.get(operation.value());
    return live == null ? List.of() : live.versions();
  }
}
