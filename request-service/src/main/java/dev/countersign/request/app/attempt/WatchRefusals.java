package dev.countersign.request.app.attempt;

import dev.countersign.request.app.Actor;
import dev.countersign.request.app.SecurityEvents;
import dev.countersign.request.app.SecurityEvents.Attempt;
import dev.countersign.request.core.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps what the doors refused. What is forbidden is an attempt at once; an id that is unknown, or
 * somebody else's (nobody can tell), and a decision that comes too late are one when they repeat.
 */
@ApplicationScoped
public class WatchRefusals {
  /** The code of an attempt that is made of many misses. */
  public static final String PROBING = "repeated_misses";

  /** The use cases keep these themselves, with the request they were about. */
  private static final Set<String> KEPT_ALREADY =
      Arrays.stream(Refusal.values())
          .filter(Refusal::isAttemptOnControl)
          .map(Refusal::code)
          .collect(Collectors.toSet());

  private final SecurityEvents security;
  private final Misses misses;

  WatchRefusals(SecurityEvents security, SuspicionConfig config) {
    this.security = security;
    this.misses = new Misses(config.misses(), config.window());
  }

  /** Something was forbidden. */
  public Uni<Void> forbidden(Actor.Human actor, String code, String target) {
    return KEPT_ALREADY.contains(code)
        ? Uni.createFrom().voidItem()
        : security.record(new Attempt(actor.partner(), actor.person().value(), code, target));
  }

  /** Something was not there, or no longer as the caller believed. */
  public Uni<Void> missed(Actor.Human actor, String target) {
    var key = actor.partner() + "/" + actor.person().value();
    return misses.isOneTooMany(key, System.nanoTime())
        ? security.record(new Attempt(actor.partner(), actor.person().value(), PROBING, target))
        : Uni.createFrom().voidItem();
  }
}
