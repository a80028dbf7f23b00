package dev.countersign.request.app.message;

import dev.countersign.platform.messaging.Json;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.Beginning;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
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
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Revoker;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Settings;
import dev.countersign.request.core.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads ledger bodies back to events: the state of a request is what its ledger tells (N-10). */
public final class LedgerReader {
  private final Fields fields;
  private final RequestState before;
  private final Instant at;

  private LedgerReader(Fields fields, RequestState before) {
    this.fields = fields;
    this.before = before;
    this.at = time("time");
  }

  /** The event of a body; what only repeats the state before it is taken from there. */
  public static RequestEvent read(byte[] body, RequestState before) {
    return new LedgerReader(new Fields(Json.read(body)), before).event();
  }

  private RequestEvent event() {
    var type = fields.require("type");
    return switch (type) {
      case "approval.not_required" -> new ApprovalNotRequired(at);
      case "approval.request_created" -> created();
      case "approval.request_quarantined" ->
          new RequestQuarantined(
              people("makers"),
              fields.require("reasonCode"),
              time("expiresAt"),
              SettingsReader.overrideIn(fields),
              at);
      case "approval.request_released" -> new RequestReleased(by(), reason(), at);
      case "approval.iteration_started" -> iterated();
      case "approval.hold_started" -> new HoldStarted(time("effectiveAt"), at);
      case "approval.hold_released" ->
          new HoldReleased(time("effectiveAt"), fields.time("reviewBy"), at);
      case "approval.request_revoked" -> new RequestRevoked(revoker(), reason(), at);
      case "approval.override_reviewed" ->
          new OverrideReviewed(by(), word("finding", Finding.class), reason(), at);
      case "approval.override_review_overdue" -> new OverrideReviewOverdue(time("reviewBy"), at);
      case "approval.self_approval_reviewed" ->
          new SelfApprovalReviewed(by(), word("finding", Finding.class), reason(), at);
      case "approval.self_approval_review_overdue" ->
          new SelfApprovalReviewOverdue(time("reviewBy"), at);
      default ->
          type.startsWith("approval.request_")
              ? ending(type)
              : new StepReader(fields, before, at).event(type);
    };
  }

  private RequestEvent ending(String type) {
    return switch (type) {
      case "approval.request_approved" ->
          new RequestApproved(
              fields.texts("decidedBy").stream().map(PersonId::new).toList(),
              time("effectiveAt"),
              fields.time("reviewBy"),
              at);
      case "approval.request_rejected" ->
          new RequestRejected(
              fields.object("step").orElseThrow(() -> missing("step")).requireNumber("no"),
              fields.text("by").map(PersonId::new),
              reason(),
              at);
      case "approval.request_expired" -> new RequestExpired(time("expiresAt"), at);
      case "approval.request_auto_rejected" -> new RequestAutoRejected(time("expiresAt"), at);
      case "approval.request_cancelled" -> new RequestCancelled(canceller(), reason(), at);
      case "approval.request_overridden" ->
          new RequestOverridden(
              by(),
              new PersonId(fields.require("witness")),
              new Reason(fields.require("justification")),
              time("reviewBy"),
              at);
      default -> throw new InvalidMessage("type is unknown");
    };
  }

  private RequestCreated created() {
    var route = fields.object("route").orElseThrow(() -> missing("route"));
    return new RequestCreated(terms(SettingsReader.of(route)), RouteReader.tracks(route), at);
  }

  /** Without a route of its own an iteration asks the one before it again. */
  private IterationStarted iterated() {
    var cause = word("cause", Beginning.class);
    var route = fields.object("route");
    if (route.isPresent()) {
      var tracks = RouteReader.tracks(route.get());
      return new IterationStarted(
          cause, Optional.empty(), terms(SettingsReader.of(route.get())), tracks, at);
    }
    return switch (before) {
      case RequestState.Changes(var terms, var tracks, _) ->
          new IterationStarted(
              cause, Optional.empty(), terms(terms.settings()), tracks.fresh(), at);
      case RequestState.Pending(var terms, var tracks) ->
          new IterationStarted(
              cause, Optional.of(from()), terms(terms.settings()), tracks.freshFrom(from()), at);
      case RequestState.NotOpened _,
          RequestState.Quarantined _,
          RequestState.Held _,
          RequestState.Closed _ ->
          throw new InvalidMessage("no iteration can follow");
    };
  }

  private int from() {
    return fields.requireNumber("from");
  }

  private Terms terms(Settings settings) {
    var pinned =
        new Seen(
            new Digest(fields.require("payloadDigest")),
            fields.requireNumber("iteration"),
            fields.requireNumber("policyVersion"));
    return new Terms(
        fields.require("operation"), people("makers"), pinned, time("expiresAt"), settings);
  }

  private Revoker revoker() {
    return switch (fields.require("revokedBy")) {
      case "CHECKER" -> new Revoker.Checker(by());
      case "OPERATOR" -> new Revoker.Operator(by());
      // The ledger names the event in its reason alone.
      default -> new Revoker.Successor("", "");
    };
  }

  private Canceller canceller() {
    return switch (fields.require("cancelledBy")) {
      case "MAKER" -> new Canceller.Maker(by());
      case "OPERATOR" -> new Canceller.Operator(by());
      default -> new Canceller.Successor("", "");
    };
  }

  private PersonId by() {
    return new PersonId(fields.require("by"));
  }

  private Reason reason() {
    return new Reason(fields.require("reason"));
  }

  private Set<PersonId> people(String name) {
    return fields.texts(name).stream().map(PersonId::new).collect(Collectors.toSet());
  }

  private <E extends Enum<E>> E word(String name, Class<E> type) {
    return fields.word(name, type).orElseThrow(() -> missing(name));
  }

  private Instant time(String name) {
    return Optional.of(fields).flatMap(it -> it.time(name)).orElseThrow(() -> missing(name));
  }

  private static InvalidMessage missing(String name) {
    return new InvalidMessage(name + " is missing");
  }
}
