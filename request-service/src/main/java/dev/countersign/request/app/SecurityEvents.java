package dev.countersign.request.app;

import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;

/**
 * Keeps refused attempts on a control; each in a transaction of its own. So many of one person
 * within a while raise one more alert, which says how many they were (F-166).
 */
public interface SecurityEvents {

  /** Who tried what on which target; {@code code} is the refusal's stable code. */
  record Attempt(String partner, String actor, String code, String target) {}

  /** The code of the alert that somebody's attempts have become a pattern. */
  String PATTERN = "suspicious_pattern";

  Uni<Void> record(Attempt attempt);

  /** Keeps the refusal of a person's act if it was such an attempt; most refusals are not. */
  default Uni<Void> note(Actor.Human actor, RequestId request, Refusal refusal) {
    if (!refusal.isAttemptOnControl()) {
      return Uni.createFrom().voidItem();
    }
    return record(
        new Attempt(
            actor.partner(), actor.person().value(), refusal.code(), request.value().toString()));
  }
}
