package dev.countersign.rules.app;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.rules.core.partner.Partner;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells once of every version in force that nobody has reviewed by its day (F-201). */
@ApplicationScoped
public class TellReviewsDue {

  private final LiveRules rules;
  private final TenantTransaction transaction;
  private final Policies policies;

  TellReviewsDue(LiveRules rules, TenantTransaction transaction, Policies policies) {
    this.rules = rules;
    this.transaction = transaction;
    this.policies = policies;
  }

  /** Answers how many are due, told of before or not; each partner is a transaction of its own. */
  public Uni<Long> handle(Instant now) {
    return Multi.createFrom()
        .iterable(rules.partners())
        .onItem()
        .transformToUniAndConcatenate(partner -> handle(partner, now))
        .collect()
        .with(Collectors.summingLong(Long::longValue));
  }

  private Uni<Long> handle(Partner partner, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneId.of(partner.zone()));
    var actor = new Actor(partner.id(), SavePartner.DEFAULTS);
    return transaction.run(
        Set.of(partner.id().value()),
        tx ->
            policies
                .tellReviewsDue(tx, actor, today)
                .chain(() -> policies.reviewsDue(tx, partner.id(), today)));
  }
}
