package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.FOUR_EYES_REQUIRED;
import static dev.countersign.rules.app.Refusal.NOT_A_DRAFT;
import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.NOT_IN_REVIEW;
import static dev.countersign.rules.app.Refusal.PARTNER_UNKNOWN;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.FourEyes;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes a draft through review into force. */
@ApplicationScoped
public class ReviewPolicy {

  private final Policies policies;
  private final Partners partners;

  ReviewPolicy(Policies policies, Partners partners) {
    this.policies = policies;
    this.partners = partners;
  }

  /** Which version of which policy. */
  public record Target(PolicyId policy, int version) {}

  /** Closes a draft: from here on it cannot be edited. */
  public Uni<Ruling<PolicyVersion>> submit(SqlConnection tx, Actor actor, Target target) {
    return policies
        .lock(tx, actor.partner(), target.policy(), target.version())
        .flatMap(found -> {
          if (found.isEmpty()) {
            return refused(NOT_FOUND);
          }
          return found.get().state() == State.DRAFT
              ? policies.submit(tx, actor, found.get()).map(Ruling::accept)
              : refused(NOT_A_DRAFT);
        });
  }

  /** Puts a reviewed version in force; under the strict preset another person than its authors. */
  public Uni<Ruling<PolicyVersion>> activate(SqlConnection tx, Actor actor, Target target) {
    return partners
        .find(tx, actor.partner())
        .flatMap(partner ->
            partner.isEmpty()
                ? refused(PARTNER_UNKNOWN)
                : policies
                    .lock(tx, actor.partner(), target.policy(), target.version())
                    .flatMap(found -> activate(tx, actor, partner.get(), found)));
  }

  private Uni<Ruling<PolicyVersion>> activate(
      SqlConnection tx, Actor actor, Partner partner, Optional<PolicyVersion> found) {
    if (found.isEmpty()) {
      return refused(NOT_FOUND);
    }
    var version = found.get();
    if (version.state() != State.IN_REVIEW) {
      return refused(NOT_IN_REVIEW);
    }
    return FourEyes.mayActivate(actor.person(), version.authors(), partner.preset())
        ? policies.activate(tx, actor, version).map(Ruling::accept)
        : refused(FOUR_EYES_REQUIRED);
  }

  private static Uni<Ruling<PolicyVersion>> refused(Refusal refusal) {
    return Uni.createFrom().item(refuse(refusal));
  }
}
