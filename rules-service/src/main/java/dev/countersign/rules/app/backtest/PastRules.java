package dev.countersign.rules.app.backtest;

import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule book of one operation as it was at any instant: every version from its first day to its
 * last. Registry and partner are those of today; their past is not kept.
 */
final class PastRules implements RuleBook {

  /** So many versions are ever heard at once, see the topic of live versions. */
  static final int HEARD = 12;

  private final RuleBook today;
  private final List<Term> terms;
  private final Instant latest;

  /** A version's time in force, and since when it was known. */
  record Term(LivePolicy live, Instant activated) {

    boolean isHeard(Instant at) {
      return !activated.isAfter(at) && (live.until().isEmpty() || isYoung(at));
    }

    private boolean isYoung(Instant at) {
      return at.isBefore(live.until().orElseThrow().plus(LivePolicy.DRAIN));
    }
  }

  /** The terms newest first. */
  PastRules(RuleBook today, List<Term> terms) {
    this(today, terms, Instant.MAX);
  }

  private PastRules(RuleBook today, List<Term> terms, Instant latest) {
    this.today = today;
    this.terms = List.copyOf(terms);
    this.latest = latest;
  }

  /** The same book as somebody reads it who has heard of nothing that happened since. */
  PastRules knownUntil(Instant instant) {
    return new PastRules(today, terms, instant);
  }

  /** The term that is in force, if any. */
  Optional<Term> term(Instant at) {
    return heard(at).filter(term -> term.live().isInForce(clamped(at))).findFirst();
  }

  /** The term of a version. */
  Optional<Term> term(int version) {
    return terms.stream().filter(it -> it.live().policy().key().version() == version).findFirst();
  }

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
    return term(at).map(term -> term.live().policy());
  }

  @Override
  public List<Policy> draining(String partner, OperationCode operation, Instant at) {
    return heard(at)
        .map(Term::live)
        .filter(live -> live.isDraining(clamped(at)))
        .map(LivePolicy::policy)
        .toList();
  }

  private Stream<Term> heard(Instant at) {
    var then = clamped(at);
    return terms.stream().filter(term -> term.isHeard(then)).limit(HEARD);
  }

  private Instant clamped(Instant at) {
    return at.isAfter(latest) ? latest : at;
  }
}
