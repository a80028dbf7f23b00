package dev.countersign.request.simulation;

import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What happens to a partner's people while requests are open. */
final class Disturbance {
  private final Cast cast;
  private final SplittableRandom random;
  private final Instant now;

  Disturbance(Cast cast, SplittableRandom random, Instant now) {
    this.cast = cast;
    this.random = random;
    this.now = now;
  }

  /** Whether the directory changed. */
  boolean strike(Predicate<Fault> hits) {
    var changed = false;
    if (hits.test(Fault.PERSON_DEACTIVATED)) {
      cast.toggleActive(Cast.somebody(random));
      changed = true;
    }
    if (hits.test(Fault.PERSON_ON_LEAVE)) {
      cast.leave(Cast.somebody(random), hours(random.nextInt(20)));
      changed = true;
    }
    if (hits.test(Fault.ROLE_REMOVED)) {
      var roles = random.nextBoolean() ? Set.of(Cast.SUPERVISOR) : Set.of(Cast.CONTROLLER);
      cast.roles(Cast.somebody(random), roles);
      changed = true;
    }
    if (hits.test(Fault.LAST_HOLDERS_REMOVED)) {
      cast.takeFromAll(random.nextBoolean() ? Cast.SUPERVISOR : Cast.CONTROLLER);
      changed = true;
    }
    if (hits.test(Fault.HOLDERS_RETURNED)) {
      cast.returnAll();
      changed = true;
    }
    if (hits.test(Fault.MAKER_GIVEN_THE_ROLE)) {
      cast.roles(Cast.MAKER, Set.of(Cast.SUPERVISOR, Cast.CONTROLLER));
      changed = true;
    }
    return delegations(hits) || changed;
  }

  private boolean delegations(Predicate<Fault> hits) {
    var changed = false;
    if (hits.test(Fault.DELEGATION_ADDED)) {
      cast.delegate(
          new Delegation(
              Cast.somebody(random), Cast.somebody(random), hours(10), Set.of("refund")));
      changed = true;
    }
    if (hits.test(Fault.DELEGATION_THROUGH_MAKER)) {
      var other = Cast.somebody(random);
      cast.delegate(new Delegation(Cast.MAKER, other, hours(10), Set.of()));
      cast.delegate(new Delegation(other, Cast.HELPER, hours(10), Set.of()));
      changed = true;
    }
    if (hits.test(Fault.DELEGATION_REVOKED)) {
      cast.revokeDelegations();
      changed = true;
    }
    return changed;
  }

  private Window hours(int length) {
    return new Window(now, now.plus(Duration.ofHours(1 + length)));
  }
}
