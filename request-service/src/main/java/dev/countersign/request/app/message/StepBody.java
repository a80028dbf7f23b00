package dev.countersign.request.app.message;

import dev.countersign.request.app.Dossier;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Manner;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.ChangesRequested;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.SelfApprovalUsed;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepAutoApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepEvent;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepReminded;
import dev.countersign.request.core.RequestEvent.StepSkipped;
import dev.countersign.request.core.RequestEvent.StepSlaBreached;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.RequestEvent.StepUnblocked;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tally;
import java.util.Map;
import java.util.TreeSet;

/** What an entry says about a step. */
final class StepBody {
  private final Dossier dossier;
  private final RequestState before;
  private final Body body;

  StepBody(Dossier dossier, RequestState before, Body body) {
    this.dossier = dossier;
    this.before = before;
    this.body = body;
  }

  void write(StepEvent event) {
    switch (event) {
      case StepStarted started -> started(started);
      case StepSkipped(var no, _) -> step(no);
      case StepAutoApproved(var no, _) -> step(no).text("basis", "POLICY");
      case DecisionRecorded recorded -> recorded(recorded);
      case SelfApprovalUsed(var no, var by, _) -> step(no).text("by", by.value());
      case StepApproved(var no, var tally, _) -> tally(no, tally);
      case StepRejected(var no, var tally, _) -> tally(no, tally);
      case StepExpired(var no, _) -> step(no);
      case StepBlocked(var no, var able, var missing, _) ->
          step(no).number("able", able).number("missing", missing);
      case StepUnblocked(var no, var able, _) -> step(no).number("able", able);
      case StepSlaBreached(var no, _) -> step(no);
      case StepReminded(var no, var cause, var pool, _) -> {
        step(no).text("cause", cause.name());
        pool(pool);
      }
      case StepEscalated escalated -> escalated(escalated);
      case AssignmentReassigned moved -> reassigned(moved);
      case ChangesRequested asked -> changes(asked);
    }
  }

  Body step(int no) {
    return body.object("step", it -> it.number("no", no).text("name", stepOf(no).plan().name()));
  }

  private void started(StepStarted started) {
    var plan = stepOf(started.step()).plan();
    step(started.step()).objects("approvers", plan.approvers(), PlanBody::approver);
    PlanBody.quorum(body, plan.quorum(), started.pool().size());
    pool(started.pool());
    if (!started.credited().isEmpty()) {
      body.objects("credited", started.credited(), StepBody::ballot);
    }
    PlanBody.clocks(body, plan.clocks());
    body.time("dueAt", plan.clocks().dueAfter(started.at(), 0));
    if (before instanceof Pending(var terms, _)) {
      body.time("expiresAt", terms.expiresAt())
          .text("payloadDigest", terms.pinned().payload().hex());
    }
  }

  private static void ballot(Body body, Ballot ballot) {
    body.text("by", ballot.by().value())
        .text("onBehalfOf", ballot.onBehalfOf().map(PersonId::value))
        .numbers("forSteps", new TreeSet<>(ballot.eligibleFor()));
  }

  private void recorded(DecisionRecorded recorded) {
    var ballot = recorded.ballot();
    step(recorded.step());
    ballot(body, ballot);
    body.text("vote", ballot.vote().name())
        .text("reason", recorded.reason().text())
        .text("payloadDigest", dossier.payloadDigest().map(Digest::hex));
    if (recorded.manner() == Manner.IN_BULK) {
      body.flag("bulk", true);
    }
    if (!recorded.moved().isEmpty()) {
      var moved = recorded.moved().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
      body.objects(
          "moved",
          moved,
          (it, move) -> it.text("by", move.getKey().value()).number("step", move.getValue()));
    }
    tally(recorded.tally());
  }

  private void escalated(StepEscalated escalated) {
    var plan = stepOf(escalated.step()).plan();
    var rung = plan.clocks().rung(escalated.rung()).orElseThrow();
    step(escalated.step())
        .number("rung", escalated.rung())
        .text("mode", rung.mode().name())
        .objects("approvers", rung.approvers(), PlanBody::approver)
        .number("poolSize", escalated.pool().size());
    pool(escalated.pool());
    PlanBody.clocks(body, plan.clocks());
    var after =
        stepOf(escalated.step()).escalated(escalated.rung(), escalated.pool(), escalated.at());
    body.time("dueAt", after.activation().dueAt()).time("clockFrom", after.clockFrom());
  }

  private void reassigned(AssignmentReassigned moved) {
    step(moved.step())
        .text("by", moved.by().value())
        .text("from", moved.from().value())
        .text("to", moved.to().value())
        .texts("notify", java.util.List.of(moved.to().value()))
        .text("reason", moved.reason().text());
  }

  private void changes(ChangesRequested asked) {
    step(asked.step())
        .text("by", asked.by().value())
        .text("target", asked.backTo().isPresent() ? "STEP" : "MAKER")
        .number("backTo", asked.backTo())
        .text("reason", asked.reason().text());
    asked
        .edit()
        .ifPresent(edit ->
            body.texts("fields", edit.fields().stream().sorted().toList())
                .raw("proposal", java.util.Optional.of(edit.proposal())));
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

  private void pool(Pool pool) {
    if (pool.role().isPresent()) {
      body.text("notifyRole", pool.role().get().name());
    } else {
      body.texts("notify", LedgerBody.names(pool.named()));
    }
  }

  private Step stepOf(int no) {
    if (before instanceof Pending(_, var tracks)) {
      return tracks.step(no);
    }
    throw new IllegalStateException("Expected a pending request, but it is " + before);
  }
}
