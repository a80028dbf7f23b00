package dev.countersign.request.app.message;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.EndingEvent;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.OpeningEvent;
import dev.countersign.request.core.RequestEvent.OverrideReviewOverdue;
import dev.countersign.request.core.RequestEvent.OverrideReviewed;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.RequestEvent.ReviewEvent;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
import dev.countersign.request.core.RequestEvent.StepEvent;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Revoker;
import dev.countersign.request.core.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The body of one ledger entry. It repeats the envelope, so that the hash covers it, and says
 * everything that LedgerReader needs to tell the same event again.
 */
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
      case OpeningEvent opening -> opened(opening);
      case StepEvent step -> new StepBody(place.dossier(), before, body).write(step);
      case IterationStarted started -> iterated(started);
      case HoldStarted(var effectiveAt, _) -> body.time("effectiveAt", effectiveAt);
      case HoldReleased(var effectiveAt, var reviewBy, _) -> effective(effectiveAt, reviewBy);
      case RequestRevoked revoked -> revoked(revoked);
      case EndingEvent ending -> ended(ending);
      case ReviewEvent review -> reviewed(review);
    }
  }

  private void reviewed(ReviewEvent event) {
    switch (event) {
      case OverrideReviewed(var by, var finding, var reason, _) -> found(by, finding, reason);
      case SelfApprovalReviewed(var by, var finding, var reason, _) -> found(by, finding, reason);
      case OverrideReviewOverdue(var reviewBy, _) -> body.time("reviewBy", reviewBy);
      case SelfApprovalReviewOverdue(var reviewBy, _) -> body.time("reviewBy", reviewBy);
    }
  }

  private void found(PersonId by, Finding finding, Reason reason) {
    body.text("by", by.value()).text("finding", finding.name()).text("reason", reason.text());
  }

  private void effective(Instant effectiveAt, Optional<Instant> reviewBy) {
    body.time("effectiveAt", effectiveAt);
    reviewBy.ifPresent(by -> body.time("reviewBy", by));
  }

  private void opened(OpeningEvent event) {
    switch (event) {
      case ApprovalNotRequired _ -> subject();
      case RequestCreated created -> {
        subject();
        terms(created.terms());
      }
      case RequestQuarantined quarantined -> {
        subject();
        body.texts("makers", names(quarantined.makers()))
            .text("reasonCode", quarantined.reasonCode())
            .time("expiresAt", quarantined.expiresAt());
        quarantined
            .override()
            .ifPresent(terms ->
                body.object(
                    "override",
                    it ->
                        it.number("quotaPerMonth", terms.quotaPerMonth())
                            .text("reviewWithin", terms.reviewWithin().toString())));
      }
      case RequestReleased(var by, var reason, _) ->
          body.text("by", by.value()).text("reason", reason.text());
    }
  }

  private void terms(Terms terms) {
    body.raw("route", place.opened().flatMap(it -> it.texts().route()))
        .texts("makers", names(terms.makers()))
        .time("expiresAt", terms.expiresAt());
  }

  private void iterated(IterationStarted started) {
    body.text("cause", started.beginning().name()).number("from", started.from());
    if (place.opened().isPresent()) {
      subject();
    } else {
      body.text("payloadDigest", place.dossier().payloadDigest().map(Digest::hex));
    }
    terms(started.terms());
  }

  private void subject() {
    var dossier = place.dossier();
    var evaluation = place.opened().orElseThrow();
    var event = evaluation.event();
    var name = dossier.answered().getLast();
    body.number("revision", dossier.revision())
        .object(
            "event",
            it ->
                it.text("source", name.source())
                    .text("id", name.id())
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

  private void revoked(RequestRevoked revoked) {
    switch (revoked.by()) {
      case Revoker.Checker(var person) ->
          body.text("revokedBy", "CHECKER").text("by", person.value());
      case Revoker.Operator(var person) ->
          body.text("revokedBy", "OPERATOR").text("by", person.value());
      case Revoker.Successor _ -> body.text("revokedBy", "SOURCE_EVENT");
    }
    body.text("reason", revoked.reason().text());
  }

  private void ended(EndingEvent event) {
    switch (event) {
      case RequestApproved(var decidedBy, var effectiveAt, var reviewBy, _) -> {
        body.texts("decidedBy", names(decidedBy));
        effective(effectiveAt, reviewBy);
      }
      case RequestRejected(var no, var by, var reason, _) ->
          new StepBody(place.dossier(), before, body)
              .step(no)
              .text("by", by.map(PersonId::value))
              .text("reason", reason.text());
      case RequestExpired(var expiresAt, _) -> body.time("expiresAt", expiresAt);
      case RequestAutoRejected(var expiresAt, _) -> body.time("expiresAt", expiresAt);
      case RequestCancelled cancelled -> cancelled(cancelled);
      case RequestOverridden(var by, var witness, var justification, var reviewBy, _) ->
          body.text("by", by.value())
              .text("witness", witness.value())
              .text("justification", justification.text())
              .time("reviewBy", reviewBy);
    }
  }

  private void cancelled(RequestCancelled cancelled) {
    switch (cancelled.by()) {
      case Canceller.Maker(var person) ->
          body.text("cancelledBy", "MAKER").text("by", person.value());
      case Canceller.Operator(var person) ->
          body.text("cancelledBy", "OPERATOR").text("by", person.value());
      case Canceller.SourceEvent _, Canceller.Successor _ ->
          body.text("cancelledBy", "SOURCE_EVENT");
    }
    body.text("reason", cancelled.reason().text());
  }

  static List<String> names(Collection<PersonId> people) {
    return people instanceof List
        ? people.stream().map(PersonId::value).toList()
        : people.stream().sorted().map(PersonId::value).toList();
  }
}
