package dev.countersign.request.app.message;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.core.Canceller.Maker;
import dev.countersign.request.core.Canceller.Operator;
import dev.countersign.request.core.Canceller.SourceEvent;
import dev.countersign.request.core.Canceller.Successor;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tally;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The body of one ledger entry. It repeats the envelope, so that the hash covers it. */
public final class LedgerBody {

  /** Where the entry stands: its request, what it opened with, its place in the chain. */
  public record Place(Dossier dossier, Optional<Evaluation> opened, int seq, UUID id) {}

  private final Place place;
  private final RequestState before;
  private final Body body;

  private LedgerBody(Place place, RequestState before, Body body) {
    this.place = place;
    this.before = before;
    this.body = body;
  }

  public static byte[] of(Place place, RequestState before, RequestEvent event) {
    return Body.of(body -> new LedgerBody(place, before, body).write(event));
  }

  private void write(RequestEvent event) {
    var dossier = place.dossier();
    body.id("id", place.id())
        .text("type", EventTypes.of(event))
        .time("time", event.at())
        .text("partnerId", dossier.partner())
        .id("requestId", dossier.id().value())
        .number("seq", place.seq())
        .number("iteration", dossier.iteration())
        .text("operation", dossier.operation())
        .text("subjectId", dossier.subjectId())
        .text("maker", dossier.maker())
        .text("amount", dossier.amount().map(java.math.BigDecimal::toPlainString))
        .text("currency", dossier.currency())
        .number("policyVersion", dossier.policyVersion());
    details(event);
  }

  private void details(RequestEvent event) {
    switch (event) {
      case ApprovalNotRequired _ ->
          throw new IllegalStateException("What nobody is asked about stands in no ledger");
      case RequestCreated created -> {
        opened();
        body.raw("route", evaluation().texts().route());
        body.time("expiresAt", created.terms().expiresAt());
      }
      case RequestQuarantined quarantined -> {
        opened();
        body.text("reasonCode", quarantined.reasonCode());
        body.time("expiresAt", quarantined.expiresAt());
      }
      case StepStarted started -> started(started);
      case DecisionRecorded recorded -> recorded(recorded);
      case StepApproved(var no, var tally, _) -> tally(no, tally);
      case StepRejected(var no, var tally, _) -> tally(no, tally);
      case StepEscalated escalated -> {
        step(escalated.step()).number("rung", escalated.rung());
        role("target", escalated.target());
        pool(escalated.pool()).time("dueAt", escalated.dueAt());
      }
      case RequestApproved(var decidedBy, var at) ->
          body.texts("decidedBy", decidedBy.stream().map(PersonId::value).toList())
              .time("effectiveAt", at);
      case RequestRejected(var no, var by, var reason, _) ->
          step(no).text("by", by.value()).text("reason", reason.text());
      case RequestExpired(var expiresAt, _) -> body.time("expiresAt", expiresAt);
      case RequestAutoRejected(var expiresAt, _) -> body.time("expiresAt", expiresAt);
      case RequestCancelled cancelled -> cancelled(cancelled);
    }
  }

  private Evaluation evaluation() {
    return place.opened().orElseThrow();
  }

  private void opened() {
    var dossier = place.dossier();
    var evaluation = evaluation();
    var event = evaluation.event();
    body.number("revision", dossier.revision())
        .object(
            "event",
            it ->
                it.text("source", dossier.source())
                    .text("id", dossier.eventId())
                    .text("type", event.type())
                    .time("time", event.time())
                    .text("subject", event.subject()))
        .text("makerReason", evaluation.makerReason())
        .texts("contributors", evaluation.contributors())
        .raw("material", evaluation.texts().material())
        .text("contentDigest", dossier.contentDigest().hex())
        .text("payloadDigest", dossier.payloadDigest().map(Digest::hex))
        .text("policyId", dossier.policyId().map(UUID::toString))
        .texts("ruleIds", evaluation.ruleIds())
        .raw("trace", evaluation.texts().trace());
  }

  private void started(StepStarted started) {
    var plan = stepOf(started.step()).plan();
    step(started.step())
        .objects("approvers", List.of(plan.role()), (it, role) -> it.text("role", role.name()))
        .object(
            "quorum",
            it ->
                it.text("kind", Quorums.kindOf(plan.quorum()))
                    .number("n", Quorums.countOf(plan.quorum()))
                    .number("needed", plan.quorum().neededOf(started.pool().size()))
                    .number("poolSize", started.pool().size()));
    pool(started.pool());
    var clocks = plan.clocks();
    if (clocks.timeout().isPresent()) {
      body.object(
          "clocks",
          it -> {
            it.text("timeout", clocks.timeout().map(Object::toString))
                .text("onTimeout", clocks.onTimeout().name());
            clocks.escalateTo().ifPresent(role -> role("escalateTo", role));
          });
    }
    body.time("dueAt", started.dueAt());
    if (before instanceof Pending(var terms, _)) {
      body.time("expiresAt", terms.expiresAt())
          .text("payloadDigest", terms.pinned().payload().hex());
    }
  }

  private void recorded(DecisionRecorded recorded) {
    step(recorded.step())
        .text("by", recorded.by().value())
        .text("vote", recorded.vote().name())
        .text("reason", recorded.reason().text())
        .text("payloadDigest", place.dossier().payloadDigest().map(Digest::hex));
    tally(recorded.tally());
  }

  private void tally(int no, Tally tally) {
    step(no);
    tally(tally);
  }

  private void tally(Tally tally) {
    body.object(
        "tally",
        it ->
            it.number("approved", tally.approved())
                .number("rejected", tally.rejected())
                .number("needed", tally.needed())
                .number("poolSize", tally.poolSize()));
  }

  private void cancelled(RequestCancelled cancelled) {
    switch (cancelled.by()) {
      case Maker(var person) -> body.text("cancelledBy", "MAKER").text("by", person.value());
      case Operator(var person) -> body.text("cancelledBy", "OPERATOR").text("by", person.value());
      case SourceEvent _, Successor _ -> body.text("cancelledBy", "SOURCE_EVENT");
    }
    body.text("reason", cancelled.reason().text());
  }

  private Body pool(Pool pool) {
    return pool.namesPeople()
        ? body.texts("notify", pool.named().stream().map(PersonId::value).toList())
        : body.text("notifyRole", pool.role().name());
  }

  private Body step(int no) {
    return body.object("step", it -> it.number("no", no).text("name", stepOf(no).plan().name()));
  }

  private void role(String name, Role role) {
    body.object(name, it -> it.text("role", role.name()));
  }

  private Step stepOf(int no) {
    if (before instanceof Pending(_, var steps)) {
      return steps.all().stream().filter(step -> step.no() == no).findFirst().orElseThrow();
    }
    throw new IllegalStateException("Expected a pending request, but it is " + before);
  }
}
