package dev.countersign.request.app.message;

import dev.countersign.request.core.Edit;
import dev.countersign.request.core.Manner;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepAutoApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSkipped;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what an entry says about a step. */
final class StepReader {
  private final Fields fields;
  private final RequestState before;
  private final Instant at;

  StepReader(Fields fields, RequestState before, Instant at) {
    this.fields = fields;
    this.before = before;
    this.at = at;
  }

  RequestEvent event(String type) {
    return switch (type) {
      case "approval.step_started" -> new StepStarted(step(), pool(quorumSize()), credited(), at);
      case "approval.step_skipped" -> new StepSkipped(step(), at);
      case "approval.step_auto_approved" -> new StepAutoApproved(step(), at);
      case "approval.decision_recorded" ->
          new DecisionRecorded(
              step(),
              ballot(fields, vote()),
              reason(),
              moved(),
              tally(),
              fields.flag("bulk") ? Manner.IN_BULK : Manner.ALONE,
              at);
      case "approval.self_approval_used" -> new SelfApprovalUsed(step(), person("by"), at);
      case "approval.step_approved" -> new StepApproved(step(), tally(), at);
      case "approval.step_rejected" -> new StepRejected(step(), tally(), at);
      case "approval.step_expired" -> new StepExpired(step(), at);
      case "approval.step_blocked" ->
          new StepBlocked(
              step(), fields.requireNumber("able"), fields.requireNumber("missing"), at);
      case "approval.step_unblocked" -> new StepUnblocked(step(), fields.requireNumber("able"), at);
      case "approval.step_sla_breached" -> new StepSlaBreached(step(), at);
      default -> later(type);
    };
  }

  private RequestEvent later(String type) {
    return switch (type) {
      case "approval.step_reminded" ->
          new StepReminded(
              step(), fields.word("cause", Cause.class).orElse(Cause.TIMEOUT), pool(0), at);
      case "approval.step_escalated" ->
          new StepEscalated(
              step(), fields.requireNumber("rung"), pool(fields.requireNumber("poolSize")), at);
      case "approval.assignment_reassigned" ->
          new AssignmentReassigned(
              step(), person("by"), person("from"), person("to"), reason(), at);
      case "approval.changes_requested" ->
          new ChangesRequested(step(), person("by"), fields.number("backTo"), edit(), reason(), at);
      default -> throw new InvalidMessage("type is unknown: " + type + " after " + before);
    };
  }

  private int step() {
    return fields
        .object("step")
        .orElseThrow(() -> new InvalidMessage("step is missing"))
        .requireNumber("no");
  }

  private int quorumSize() {
    return fields
        .object("quorum")
        .orElseThrow(() -> new InvalidMessage("quorum is missing"))
        .requireNumber("poolSize");
  }

  private Pool pool(int size) {
    return new Pool(
        size,
        fields.text("notifyRole").map(Role::new),
        fields.texts("notify").stream().map(PersonId::new).toList());
  }

  private java.util.List<Ballot> credited() {
    return fields.objects("credited").stream().map(it -> ballot(it, Vote.APPROVE)).toList();
  }

  private static Ballot ballot(Fields fields, Vote vote) {
    Set<Integer> steps = new HashSet<>(fields.numbers("forSteps"));
    return new Ballot(
        new PersonId(fields.require("by")),
        fields.text("onBehalfOf").map(PersonId::new),
        vote,
        steps);
  }

  private Map<PersonId, Integer> moved() {
    var moved = new HashMap<PersonId, Integer>();
    for (Fields move : fields.objects("moved")) {
      moved.put(new PersonId(move.require("by")), move.requireNumber("step"));
    }
    return moved;
  }

  private Optional<Edit> edit() {
    return fields
        .json("proposal")
        .map(proposal -> new Edit(Set.copyOf(fields.texts("fields")), proposal));
  }

  private Tally tally() {
    var tally = fields.object("tally").orElseThrow(() -> new InvalidMessage("tally is missing"));
    return new Tally(
        tally.requireNumber("approved"),
        tally.requireNumber("rejected"),
        tally.requireNumber("needed"),
        tally.requireNumber("poolSize"));
  }

  private Vote vote() {
    return fields.word("vote", Vote.class).orElseThrow(() -> new InvalidMessage("vote is missing"));
  }

  private PersonId person(String name) {
    return new PersonId(fields.require(name));
  }

  private Reason reason() {
    return new Reason(fields.require("reason"));
  }
}
