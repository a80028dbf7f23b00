package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;

/** Keeps who attested to which emergency. An attestation serves for ten minutes. */
public interface Witnesses {

  /** What a witness has seen: a request as it is now. A later attempt may ask for more. */
  record Attempt(RequestId request, int iteration) {}

  /** Notes that the witness, signed in by themselves, stands by an attempt that exists. */
  Uni<Void> attest(String partner, Attempt attempt, PersonId witness, PersonId actor);
}
