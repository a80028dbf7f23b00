package dev.countersign.request.app.message;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.EventName;
import dev.countersign.request.core.Answer;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The body of an outcome: the one message consumers act on. */
public final class OutcomeBody {

  /** What an outcome says beside its dossier: who decided, where it stands, what was looked at. */
  public record Evidence(
      List<DecisionRecorded> votes,
      Optional<Integer> ledgerSeq,
      Optional<String> reasonCode,
      Optional<String> trace) {}

  private OutcomeBody() {}

  public static byte[] of(UUID id, Dossier dossier, RequestEvent event, Evidence evidence) {
    var answer = Answer.to(event).orElseThrow();
    return Body.of(body -> {
      about(body, id, dossier, event);
      answer(body, answer, event, evidence.reasonCode());
      basis(body, dossier, event, evidence);
    });
  }

  private static void about(Body body, UUID id, Dossier dossier, RequestEvent event) {
    body.id("id", id)
        .text("type", "approval.outcome")
        .time("time", event.at())
        .id("outcomeId", id)
        .text("partnerId", dossier.partner())
        .text("operation", dossier.operation())
        .text("subjectId", dossier.subjectId())
        .number("subjectRevision", dossier.revision())
        .text("payloadDigest", dossier.payloadDigest().map(Digest::hex))
        .text("contentDigest", dossier.contentDigest().hex());
    if (Answer.to(event).orElseThrow().verdict() != Verdict.NOT_REQUIRED) {
      body.id("requestId", dossier.id().value());
    }
    body.text("eventSource", dossier.source())
        .text("eventId", dossier.eventId())
        .objects(
            "events",
            answered(dossier, event),
            (it, ref) -> it.text("source", ref.source()).text("id", ref.id()));
  }

  private static void answer(
      Body body, Answer answer, RequestEvent event, Optional<String> reasonCode) {
    body.text("verdict", answer.verdict().name())
        .text("basis", answer.basis().name())
        .text("reasonCode", reasonCode)
        .time("effectiveAt", event.at());
  }

  private static void basis(Body body, Dossier dossier, RequestEvent event, Evidence evidence) {
    body.text("policyId", dossier.policyId().map(UUID::toString))
        .number("policyVersion", dossier.policyVersion())
        .objects(
            "decidedBy",
            evidence.votes(),
            (it, vote) ->
                it.text("person", vote.ballot().by().value())
                    .text("onBehalfOf", vote.ballot().onBehalfOf().map(PersonId::value))
                    .text("vote", vote.ballot().vote().name())
                    .number("step", vote.step())
                    .time("at", vote.at()))
        .texts("reasons", reasons(event, evidence.votes()))
        .number("ledgerSeq", evidence.ledgerSeq())
        .raw("trace", evidence.trace());
  }

  /** Every event the request is about, and the source event that cancelled it (I-7). */
  private static List<EventName> answered(Dossier dossier, RequestEvent event) {
    var names = new ArrayList<>(dossier.answered());
    if (event instanceof RequestCancelled(Canceller.SourceEvent(var source, var id), _, _)) {
      names.add(new EventName(source, id));
    }
    return names;
  }

  private static List<String> reasons(RequestEvent event, List<DecisionRecorded> votes) {
    var reasons = new ArrayList<String>();
    votes.stream()
        .map(vote -> vote.reason().text())
        .filter(reason -> !reason.isEmpty())
        .forEach(reasons::add);
    if (event instanceof RequestCancelled cancelled) {
      reasons.add(cancelled.reason().text());
    }
    if (event instanceof RequestRevoked revoked) {
      reasons.add(revoked.reason().text());
    }
    if (event instanceof RequestOverridden overridden) {
      reasons.add(overridden.justification().text());
    }
    return reasons;
  }
}
