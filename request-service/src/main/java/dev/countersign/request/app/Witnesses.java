package dev.countersign.request.app;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;

/** Keeps who attested to which emergency. An attestation serves for ten minutes. */
public interface Witnesses {

  /** Notes that the witness, signed in by themselves, stands by a request that exists. */
  Uni<Void> attest(String partner, RequestId request, PersonId witness, PersonId actor);
}
