package dev.countersign.request.core;

import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Span;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A step of a route, to be changed by a test before it is planned. */
record AStep(
    List<Approver> approvers,
    Quorum quorum,
    RejectionRule rejection,
    PlannedState state,
    ReasonRule reasons,
    Clocks clocks) {

  static AStep asking(Approver... approvers) {
    var rung =
        new Rung(
            Span.byClock(RequestFixtures.TIMEOUT),
            List.of(Approver.role(RequestFixtures.CONTROLLER)),
            Rung.Mode.ADD,
            Rung.Clock.RESET);
    return new AStep(
        List.of(approvers),
        new Quorum.Any(),
        new RejectionRule.FirstRejection(),
        PlannedState.WAITING,
        new ReasonRule(true, true, 1),
        new Clocks(
            Optional.empty(),
            Optional.empty(),
            OnTimeout.ESCALATE,
            List.of(rung),
            Optional.empty()));
  }

  AStep needs(Quorum next) {
    return new AStep(approvers, next, rejection, state, reasons, clocks);
  }

  AStep endedBy(RejectionRule rule) {
    return new AStep(approvers, quorum, rule, state, reasons, clocks);
  }

  AStep planned(PlannedState next) {
    return new AStep(approvers, quorum, rejection, next, reasons, clocks);
  }

  AStep reasons(ReasonRule next) {
    return new AStep(approvers, quorum, rejection, state, next, clocks);
  }

  AStep clocks(Clocks next) {
    return new AStep(approvers, quorum, rejection, state, reasons, next);
  }

  AStep ladder(Rung... rungs) {
    return clocks(
        new Clocks(
            Optional.empty(),
            Optional.empty(),
            OnTimeout.ESCALATE,
            List.of(rungs),
            Optional.empty()));
  }

  AStep timeout(Duration timeout, OnTimeout onTimeout) {
    return clocks(
        new Clocks(
            Optional.of(Span.byClock(Duration.ofHours(4))),
            Optional.of(Span.byClock(timeout)),
            onTimeout,
            List.of(),
            Optional.empty()));
  }

  StepPlan plan(int no) {
    return new StepPlan(no, "step " + no, state, approvers, quorum, rejection, reasons, clocks);
  }
}
