package dev.countersign.request.app;

import io.smallrye.mutiny.Uni;

/** Keeps refused attempts on a control; each in a transaction of its own. */
public interface SecurityEvents {

  /** Who tried what on which target; {@code code} is the refusal's stable code. */
  record Attempt(String partner, String actor, String code, String target) {}

  Uni<Void> record(Attempt attempt);
}
