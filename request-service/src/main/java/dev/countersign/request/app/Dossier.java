package dev.countersign.request.app;

import dev.countersign.request.core.Digest;
import dev.countersign.request.core.RequestId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** What a request is about: nothing here decides anything, every message names some of it. */
public record Dossier(
    String partner,
    RequestId id,
    String source,
    String eventId,
    Optional<String> operation,
    Optional<String> subjectId,
    Optional<Integer> revision,
    Optional<String> maker,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Digest contentDigest,
    Optional<Digest> payloadDigest,
    Optional<UUID> policyId,
    Optional<Integer> policyVersion,
    int iteration,
    Optional<String> traceparent) {

  /** The record key of everything about the subject, so that its order is kept. */
  public String subjectKey() {
    return operation.isPresent() && subjectId.isPresent()
        ? partner + "|" + operation.get() + "|" + subjectId.get()
        : partner + "|-|" + source + "/" + eventId;
  }
}
