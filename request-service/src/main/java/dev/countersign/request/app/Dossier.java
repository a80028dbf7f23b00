package dev.countersign.request.app;

import dev.countersign.request.core.Digest;
import dev.countersign.request.core.RequestId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a request is about: nothing here decides anything, every message names some of it. Its one
 * outcome answers every event in {@code answered}, the first of which opened it (I-7).
 */
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
    Optional<String> traceparent,
    List<EventName> answered) {
  public Dossier {
    answered = List.copyOf(answered);
  }

  /** The record key of everything about the subject, so that its order is kept. */
  public String subjectKey() {
    return operation.isPresent() && subjectId.isPresent()
        ? partner + "|" + operation.get() + "|" + subjectId.get()
        : partner + "|-|" + source + "/" + eventId;
  }

  /** The same request about what a later event says; its first maker stays its maker. */
  Dossier about(Dossier next, int nextIteration) {
    return new Dossier(
        partner,
        id,
        source,
        eventId,
        next.operation,
        next.subjectId,
        next.revision,
        maker.or(next::maker),
        next.amount,
        next.currency,
        next.contentDigest,
        next.payloadDigest,
        next.policyId,
        next.policyVersion,
        nextIteration,
        next.traceparent,
        Stream.concat(answered.stream(), next.answered.stream()).distinct().toList());
  }

  /** The same request asked again. */
  Dossier again(int nextIteration) {
    return judgedBy(policyId, policyVersion, nextIteration);
  }

  /** The same event as another version of the policy judges it. */
  Dossier judgedBy(Optional<UUID> policy, Optional<Integer> version) {
    return judgedBy(policy, version, iteration);
  }

  private Dossier judgedBy(Optional<UUID> policy, Optional<Integer> version, int nextIteration) {
    return new Dossier(
        partner,
        id,
        source,
        eventId,
        operation,
        subjectId,
        revision,
        maker,
        amount,
        currency,
        contentDigest,
        payloadDigest,
        policy,
        version,
        nextIteration,
        traceparent,
        answered);
  }
}
