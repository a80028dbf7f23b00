package dev.countersign.request.app.message;

import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Clocks;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.ReasonRule;
import dev.countersign.request.core.step.RejectionRule;
import dev.countersign.request.core.step.StepPlan;
import dev.countersign.request.core.step.StepPlan.PlannedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the part of a route that this version follows to the letter. */
public final class RouteReader {
  private RouteReader() {}

  /** The steps of the only track; several tracks, holds and other approvers come later. */
  public static Optional<List<StepPlan>> steps(Fields route) {
    var tracks = route.objects("tracks");
    if (tracks.size() != 1
        || route.number("tracksRequired").orElse(1) != 1
        || route.json("hold").isPresent()) {
      return Optional.empty();
    }
    var plans = new ArrayList<StepPlan>();
    for (Fields step : tracks.getFirst().objects("steps")) {
      var plan = plan(step);
      if (plan.isEmpty() || plan.get().no() != plans.size() + 1) {
        return Optional.empty();
      }
      plans.add(plan.get());
    }
    return Optional.of(plans);
  }

  private static Optional<StepPlan> plan(Fields step) {
    var approvers = step.objects("approvers");
    var quorum =
        step.object("quorum")
            .flatMap(it -> Quorums.of(it.require("kind"), it.number("n").orElse(1)));
    var rejection = step.text("rejectionRule").flatMap(RouteReader::rejectionRule);
    if (approvers.size() != 1
        || approvers.getFirst().text("role").isEmpty()
        || quorum.isEmpty()
        || rejection.isEmpty()) {
      return Optional.empty();
    }
    var reasons = step.object("requireReason");
    return Optional.of(
        new StepPlan(
            step.requireNumber("no"),
            step.require("name"),
            step.word("state", PlannedState.class).orElse(PlannedState.WAITING),
            new Role(approvers.getFirst().require("role")),
            quorum.get(),
            rejection.get(),
            new ReasonRule(
                reasons.map(it -> it.flag("approve")).orElse(false),
                reasons.map(it -> it.flag("reject")).orElse(false)),
            step.object("clocks").map(RouteReader::clocks).orElse(Clocks.NONE)));
  }

  private static Optional<RejectionRule> rejectionRule(String text) {
    return switch (text) {
      case "FIRST_REJECTION" -> Optional.of(RejectionRule.FIRST_REJECTION);
      case "UNREACHABLE" -> Optional.of(RejectionRule.UNREACHABLE);
      default -> Optional.empty();
    };
  }

  private static Clocks clocks(Fields clocks) {
    return new Clocks(
        clocks.duration("timeout"),
        clocks.word("onTimeout", OnTimeout.class).orElse(OnTimeout.NOTIFY_ONLY),
        clocks.object("escalateTo").flatMap(it -> it.text("role")).map(Role::new));
  }
}
