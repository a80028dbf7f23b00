package dev.countersign.request.app.message;

import dev.countersign.platform.messaging.Json;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestEvent;
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
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Terms;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tally;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads ledger bodies back to events, as far as they move the state. */
public final class LedgerReader {
  private final Fields fields;
  private final Instant at;

  private LedgerReader(Fields fields) {
    this.fields = fields;
    this.at = time("time");
  }

  public static RequestEvent read(byte[] body) {
    return new LedgerReader(new Fields(Json.read(body))).event();
  }

  private RequestEvent event() {
    return switch (fields.require("type")) {
      case "approval.request_created" -> created();
      case "approval.request_quarantined" ->
          new RequestQuarantined(makers(), fields.require("reasonCode"), time("expiresAt"), at);
      case "approval.step_started" -> started();
      case "approval.decision_recorded" ->
          new DecisionRecorded(
              step(),
              new PersonId(fields.require("by")),
              Vote.valueOf(fields.require("vote")),
              new Reason(fields.require("reason")),
              tally(),
              at);
      case "approval.step_approved" -> new StepApproved(step(), tally(), at);
      case "approval.step_rejected" -> new StepRejected(step(), tally(), at);
      case "approval.step_escalated" ->
          new StepEscalated(
              step(),
              fields.requireNumber("rung"),
              target(),
              new Pool(0, target(), List.of()),
              fields.time("dueAt"),
              at);
      case "approval.request_approved" ->
          new RequestApproved(fields.texts("decidedBy").stream().map(PersonId::new).toList(), at);
      case "approval.request_rejected" ->
          new RequestRejected(
              step(), new PersonId(fields.require("by")), new Reason(fields.require("reason")), at);
      case "approval.request_expired" -> new RequestExpired(time("expiresAt"), at);
      case "approval.request_auto_rejected" -> new RequestAutoRejected(time("expiresAt"), at);
      case "approval.request_cancelled" ->
          new RequestCancelled(canceller(), new Reason(fields.require("reason")), at);
      default -> throw new InvalidMessage("type is unknown");
    };
  }

  private RequestCreated created() {
    var steps =
        fields
            .object("route")
            .flatMap(RouteReader::steps)
            .orElseThrow(() -> new InvalidMessage("route cannot be followed"));
    var pinned =
        new Seen(
            new Digest(fields.require("payloadDigest")),
            fields.requireNumber("iteration"),
            fields.requireNumber("policyVersion"));
    var terms = new Terms(makers(), pinned, time("expiresAt"));
    return new RequestCreated(terms, steps.stream().map(Step::planned).toList(), at);
  }

  private StepStarted started() {
    var quorum = fields.object("quorum").orElseThrow(() -> new InvalidMessage("quorum is missing"));
    var role = new Role(fields.objects("approvers").getFirst().require("role"));
    var pool =
        new Pool(
            quorum.requireNumber("poolSize"),
            role,
            fields.texts("notify").stream().map(PersonId::new).toList());
    return new StepStarted(step(), pool, fields.time("dueAt"), at);
  }

  private Canceller canceller() {
    return switch (fields.require("cancelledBy")) {
      case "MAKER" -> new Canceller.Maker(new PersonId(fields.require("by")));
      case "OPERATOR" -> new Canceller.Operator(new PersonId(fields.require("by")));
      // The ledger names the event in its reason alone.
      default -> new Canceller.Successor("", "");
    };
  }

  private Set<PersonId> makers() {
    var makers = new HashSet<PersonId>();
    fields.text("maker").map(PersonId::new).ifPresent(makers::add);
    fields.texts("contributors").stream().map(PersonId::new).forEach(makers::add);
    return makers;
  }

  private Role target() {
    return fields
        .object("target")
        .map(it -> new Role(it.require("role")))
        .orElseThrow(() -> new InvalidMessage("target is missing"));
  }

  private int step() {
    return fields
        .object("step")
        .map(it -> it.requireNumber("no"))
        .orElseThrow(() -> new InvalidMessage("step is missing"));
  }

  private Tally tally() {
    var tally = fields.object("tally").orElseThrow(() -> new InvalidMessage("tally is missing"));
    return new Tally(
        tally.requireNumber("approved"),
        tally.requireNumber("rejected"),
        tally.requireNumber("needed"),
        tally.requireNumber("poolSize"));
  }

  private Instant time(String name) {
    return fields.time(name).orElseThrow(() -> new InvalidMessage(name + " is missing"));
  }
}
