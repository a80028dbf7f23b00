package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Limit;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.RejectionRule;
import dev.countersign.rules.core.policy.Scope;
import dev.countersign.rules.core.policy.Scope.Place;
import dev.countersign.rules.core.policy.Span;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import java.util.List;
import java.util.Optional;

/** Writes one step. */
final class StepWriter {

  private StepWriter() {}

  static void write(Step step, ObjectNode node) {
    node.put("name", step.name());
    if (step.approvers().size() == 1) {
      approver(step.approvers().getFirst(), node);
    } else {
      approvers(step.approvers(), node.putArray("approvers"));
    }
    quorum(step.quorum(), node.putObject("quorum"));
    switch (step.rejectionRule()) {
      case RejectionRule.First _ -> {}
      case RejectionRule.Unreachable _ -> node.put("rejectionRule", "UNREACHABLE");
      case RejectionRule.Count(var count) ->
          node.put("rejectionRule", "COUNT").put("rejections", count);
    }
    gate(step.gate(), node);
    clocks(step.clocks(), node);
  }

  static void quorum(Quorum quorum, ObjectNode node) {
    switch (quorum) {
      case Quorum.Any _ -> node.put("kind", "ANY");
      case Quorum.All _ -> node.put("kind", "ALL");
      case Quorum.Majority _ -> node.put("kind", "MAJORITY");
      case Quorum.Percent(var percent) -> node.put("kind", "PERCENT").put("percent", percent);
      case Quorum.Count(var people) -> node.put("kind", "COUNT").put("n", people);
    }
  }

  private static void approvers(List<Approver> approvers, ArrayNode list) {
    approvers.forEach(it -> approver(it, list.addObject()));
  }

  private static void approver(Approver approver, ObjectNode node) {
    switch (approver) {
      case Approver.User(var person, _) -> node.put("user", person.value());
      case Approver.Role(var role, _) -> node.put("role", role);
      case Approver.Group(var group, _) -> node.put("group", group);
      case Approver.ManagerOf(var whose, var levels, _) ->
          node.put("managerOf", whose.name()).put("levels", levels);
      case Approver.Attribute(var path, _) -> node.put("attribute", path.toString());
      case Approver.Resolver(var resolver, var by, _) ->
          node.put("resolver", resolver).put("by", by.toString());
    }
    Scope scope = approver.scope();
    place("branch", scope.branch(), node);
    place("location", scope.location(), node);
  }

  private static void place(String name, Optional<Place> place, ObjectNode node) {
    place.ifPresent(it -> {
      switch (it) {
        case Place.Named(var named) -> node.put(name, named);
        case Place.FromFact(var path) -> node.putObject(name).put("fact", path.toString());
      }
    });
  }

  private static void gate(Gate gate, ObjectNode node) {
    PolicyWriter.condition(gate.when(), "when", node);
    gate.autoApproval()
        .ifPresent(auto -> {
          var written = node.putObject("autoApprove");
          auto.upTo().ifPresent(it -> limit(it, written.putObject("upTo")));
          PolicyWriter.condition(auto.when(), "when", written);
        });
    gate.upperBound().ifPresent(it -> limit(it, node.putObject("upperBound")));
    gate.bypass()
        .ifPresent(bypass -> {
          node.put("active", false);
          bypass.until().ifPresent(until -> node.put("bypassUntil", until.toString()));
        });
  }

  private static void limit(Limit limit, ObjectNode node) {
    node.put("currency", limit.currency()).put("amount", CanonicalJson.plain(limit.amount()));
  }

  private static void clocks(StepClocks clocks, ObjectNode step) {
    var node = step.objectNode();
    switch (clocks.timeout()) {
      case Timeout.None _ -> {}
      case Timeout.Remind(var after) -> timeout(after, "REMIND", node);
      case Timeout.NotifyOnly(var after) -> timeout(after, "NOTIFY_ONLY", node);
      case Timeout.ExpireStep(var after) -> timeout(after, "EXPIRE_STEP", node);
      case Timeout.Escalate(var ladder) -> ladder(ladder, node);
    }
    clocks.sla().ifPresent(it -> node.put("sla", Durations.text(it)));
    clocks.calendar().ifPresent(it -> node.put("calendar", it));
    if (!node.isEmpty()) {
      step.set("clocks", node);
    }
  }

  private static void timeout(Span after, String kind, ObjectNode node) {
    node.put("timeout", Durations.text(after)).put("onTimeout", kind);
  }

  private static void ladder(List<Rung> ladder, ObjectNode node) {
    timeout(ladder.getFirst().after(), "ESCALATE", node);
    var rungs = node.putArray("ladder");
    for (var rung : ladder) {
      var written = rungs.addObject().put("after", Durations.text(rung.after()));
      switch (rung.target()) {
        case Target.Others(var approvers) -> approvers(approvers, written.putArray("approvers"));
        case Target.OfStep(var name) -> written.put("step", name);
      }
      written.put("mode", rung.mode().name()).put("resetClock", rung.resetClock());
    }
  }
}
