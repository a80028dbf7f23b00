package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.evaluation.Finding.found;
import static dev.countersign.rules.core.evaluation.Finding.stuck;

import dev.countersign.rules.core.partner.Lock;
import dev.countersign.rules.core.policy.Clause;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.RejectionRule;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.Track;
import dev.countersign.rules.core.route.RouteStep;
import dev.countersign.rules.core.route.RouteStep.State;
import dev.countersign.rules.core.route.RouteTrack;
import java.util.ArrayList;
import java.util.Optional;

/** Judges the steps of a track for one event, and numbers them through the whole route. */
final class TrackJudge {

  private final GateKeeper gates;
  private final Addressing addressing;
  private int steps;

  TrackJudge(GateKeeper gates) {
    this.gates = gates;
    this.addressing = new Addressing(gates.inquiry());
  }

  /** The track as the event gets it; empty if none of its steps applies. */
  Finding<Optional<RouteTrack>> judge(Clause clause, Track track) {
    var placed = new ArrayList<RouteStep>();
    for (var step : track.steps()) {
      switch (judge(clause, step)) {
        case Finding.Stuck<Optional<RouteStep>>(var reason) -> {
          return stuck(reason);
        }
        case Finding.Found<Optional<RouteStep>>(var it) -> it.ifPresent(placed::add);
      }
    }
    var applies = placed.stream().anyMatch(it -> it.state() != State.SKIPPED);
    if (!applies) {
      steps -= placed.size();
      return found(Optional.empty());
    }
    return found(Optional.of(new RouteTrack(track.name(), clause.ruleId(), placed)));
  }

  private Finding<Optional<RouteStep>> judge(Clause clause, Step step) {
    return gates
        .judge(step.gate(), clause.id() + "/" + step.name())
        .then(standing -> place(step, clause.plan(), standing));
  }

  /** The step with its people; one that asks nobody and whom nobody can name is left out. */
  Finding<Optional<RouteStep>> place(Step step, Plan plan, Standing standing) {
    var approvers = addressing.approvers(step.approvers());
    var clocks = addressing.clocks(step.clocks(), plan);
    if (approvers.isEmpty() || clocks.isEmpty()) {
      return standing.state() == State.WAITING
          ? stuck(QuarantineReason.APPROVER_UNRESOLVED)
          : found(Optional.empty());
    }
    steps++;
    return found(
        Optional.of(
            new RouteStep(
                steps,
                step.name(),
                standing.state(),
                standing.skipReason(),
                step.quorum(),
                gates.inquiry().isLocked(Lock.FIRST_REJECTION)
                    ? RejectionRule.FIRST
                    : step.rejectionRule(),
                approvers.get(),
                clocks.get())));
  }
}
