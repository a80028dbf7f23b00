package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.NOT_IN_FORCE;
import static dev.countersign.rules.app.Refusal.PARTNER_UNKNOWN;
import static dev.countersign.rules.app.Refusal.REASON_REQUIRED;
import static dev.countersign.rules.app.Refusal.REVIEW_DATE_INVALID;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.app.PolicyVersion.Upkeep;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.partner.Partner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Notes that somebody has looked whether a version in force still fits (F-201). One person is
 * enough, since no event is judged otherwise by it.
 */
@ApplicationScoped
public class ConfirmReview {

  private final Policies policies;
  private final Partners partners;

  ConfirmReview(Policies policies, Partners partners) {
    this.policies = policies;
    this.partners = partners;
  }

  /** Why it still fits, by when to look again if not in a year, and what time it is. */
  public record Looked(String reason, Optional<LocalDate> next, Instant now) {

    LocalDate today(Partner partner) {
      return LocalDate.ofInstant(now, ZoneId.of(partner.zone()));
    }
  }

  public Uni<Ruling<PolicyVersion>> confirm(
      SqlConnection tx, Actor actor, Target target, Looked looked) {
    if (looked.reason().isBlank()) {
      return refused(REASON_REQUIRED);
    }
    return partners
        .find(tx, actor.partner())
        .flatMap(partner ->
            partner.isEmpty()
                ? refused(PARTNER_UNKNOWN)
                : confirm(tx, actor, target, looked, looked.today(partner.get())));
  }

  private Uni<Ruling<PolicyVersion>> confirm(
      SqlConnection tx, Actor actor, Target target, Looked looked, LocalDate today) {
    var next = looked.next().orElse(today.plusYears(1));
    if (!Upkeep.mayBe(next, today)) {
      return refused(REVIEW_DATE_INVALID);
    }
    return policies
        .lock(tx, actor.partner(), target.policy(), target.version())
        .flatMap(found -> {
          if (found.isEmpty()) {
            return refused(NOT_FOUND);
          }
          return found.get().state() == State.ACTIVE
              ? policies.confirm(tx, actor, found.get(), next, looked.reason()).map(Ruling::accept)
              : refused(NOT_IN_FORCE);
        });
  }

  private static Uni<Ruling<PolicyVersion>> refused(Refusal refusal) {
    return Uni.createFrom().item(refuse(refusal));
  }
}
