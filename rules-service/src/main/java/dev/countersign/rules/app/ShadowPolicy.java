package dev.countersign.rules.app;

import static dev.countersign.rules.app.Refusal.NOT_A_DRAFT;
import static dev.countersign.rules.app.Refusal.NOT_FOUND;
import static dev.countersign.rules.app.Refusal.NOT_IN_SHADOW;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.app.ReviewPolicy.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Has a draft evaluated on every live event beside the version in force, answering nothing. */
@ApplicationScoped
public class ShadowPolicy {

  private final Policies policies;

  ShadowPolicy(Policies policies) {
    this.policies = policies;
  }

  /** A draft steps into the shadow and cannot be edited while it stands there. */
  public Uni<Ruling<PolicyVersion>> shadow(SqlConnection tx, Actor actor, Target target) {
    return locked(tx, actor, target)
        .flatMap(found ->
            switch (found.map(PolicyVersion::state).orElse(State.RETIRED)) {
              case DRAFT -> policies.shadow(tx, actor, found.orElseThrow()).map(Ruling::accept);
              case SHADOW, IN_REVIEW, ACTIVE, RETIRED -> refused(found, NOT_A_DRAFT);
            });
  }

  /** It is a draft again. */
  public Uni<Ruling<PolicyVersion>> unshadow(SqlConnection tx, Actor actor, Target target) {
    return locked(tx, actor, target)
        .flatMap(found ->
            switch (found.map(PolicyVersion::state).orElse(State.RETIRED)) {
              case SHADOW -> policies.unshadow(tx, actor, found.orElseThrow()).map(Ruling::accept);
              case DRAFT, IN_REVIEW, ACTIVE, RETIRED -> refused(found, NOT_IN_SHADOW);
            });
  }

  private Uni<Optional<PolicyVersion>> locked(SqlConnection tx, Actor actor, Target target) {
    return policies.lock(tx, actor.partner(), target.policy(), target.version());
  }

  private static Uni<Ruling<PolicyVersion>> refused(
      Optional<PolicyVersion> found, Refusal refusal) {
    return Uni.createFrom().item(refuse(found.isEmpty() ? NOT_FOUND : refusal));
  }
}
