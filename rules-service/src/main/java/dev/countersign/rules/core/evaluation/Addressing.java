package dev.countersign.rules.core.evaluation;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Scope.Place;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.route.RouteApprover;
import dev.countersign.rules.core.route.RouteApprover.Whom;
import dev.countersign.rules.core.route.RouteClocks;
import dev.countersign.rules.core.route.RouteClocks.RouteRung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills in whom an event itself names. Empty means that it names nobody usable, which must never
 * widen a step to more people than were meant.
 */
record Addressing(Inquiry inquiry) {

  Optional<List<RouteApprover>> approvers(List<Approver> approvers) {
    var resolved = new ArrayList<RouteApprover>(approvers.size());
    for (var approver : approvers) {
      var one = approver(approver);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      resolved.add(one.get());
    }
    return Optional.of(resolved);
  }

  Optional<RouteClocks> clocks(StepClocks clocks, Plan plan) {
    var ladder = new ArrayList<RouteRung>();
    if (clocks.timeout() instanceof Timeout.Escalate(var rungs)) {
      for (var rung : rungs) {
        var asked = approvers(lent(rung.target(), plan));
        if (asked.isEmpty()) {
          return Optional.empty();
        }
        ladder.add(new RouteRung(rung.after(), asked.get(), rung.mode(), rung.resetClock()));
      }
    }
    return Optional.of(new RouteClocks(clocks.sla(), clocks.timeout(), ladder, clocks.calendar()));
  }

  private static List<Approver> lent(Target target, Plan plan) {
    return switch (target) {
      case Target.Others(var approvers) -> approvers;
      case Target.OfStep(var name) ->
          plan.steps()
              .filter(step -> step.name().equals(name))
              .findFirst()
              .map(Step::approvers)
              .orElseThrow(() -> new IllegalStateException("No step to escalate to: " + name));
    };
  }

  private Optional<RouteApprover> approver(Approver approver) {
    var whom = whom(approver);
    var branch = approver.scope().branch().flatMap(this::name);
    var location = approver.scope().location().flatMap(this::name);
    var isComplete =
        branch.isPresent() == approver.scope().branch().isPresent()
            && location.isPresent() == approver.scope().location().isPresent();
    return isComplete ? whom.map(it -> new RouteApprover(it, branch, location)) : Optional.empty();
  }

  private Optional<Whom> whom(Approver approver) {
    return switch (approver) {
      case Approver.User(var person, _) -> Optional.of(new Whom.Person(person));
      case Approver.Role(var role, _) -> Optional.of(new Whom.HoldersOf(role));
      case Approver.Group(var group, _) -> Optional.of(new Whom.MembersOf(group));
      case Approver.ManagerOf(var whose, var levels, _) ->
          Optional.of(new Whom.ManagerOf(whose, levels));
      case Approver.Attribute(var path, _) ->
          inquiry.nameAt(path).map(name -> new Whom.Person(new PersonId(name)));
      case Approver.Resolver(var resolver, var by, _) ->
          inquiry.keyAt(by).map(key -> new Whom.ListedBy(resolver, key));
    };
  }

  private Optional<String> name(Place place) {
    return switch (place) {
      case Place.Named(var name) -> Optional.of(name);
      case Place.FromFact(var path) -> inquiry.nameAt(path);
    };
  }
}
