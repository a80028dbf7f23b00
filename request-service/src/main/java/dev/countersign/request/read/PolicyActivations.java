package dev.countersign.request.read;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who wrote the policy versions that came into force, and who put them there (SD-15). */
public interface PolicyActivations {

  /** One version, and the moment from which it judged. */
  record Activation(
      String partner,
      UUID policyId,
      int version,
      String operation,
      Instant inForceFrom,
      String by,
      List<String> authors) {
    public Activation {
      authors = List.copyOf(authors);
    }
  }

  Uni<Void> learn(Activation activation);
}
