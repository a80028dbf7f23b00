package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.policy.Conduct.SelfApproval;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Rule;
import dev.countersign.rules.core.policy.Span;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be seen in a policy by reading it, without any input. */
final class StaticLint {

  private final Terms terms;
  private final List<LintFinding> findings = new ArrayList<>();

  private StaticLint(Terms terms) {
    this.terms = terms;
  }

  static List<LintFinding> findings(Terms terms) {
    var lint = new StaticLint(terms);
    terms.rules().forEach(lint::rule);
    if (terms.settings().conduct().selfApproval() == SelfApproval.ALLOWED) {
      lint.add(Code.SELF_APPROVAL_ALLOWED, "policy");
    }
    return List.copyOf(lint.findings);
  }

  private void rule(Rule rule) {
    switch (rule.coverage()) {
      case Always(var plan) -> plan(plan, rule.id());
      case ByAmount(var bands) -> {
        bands.stream()
            .collect(Collectors.groupingBy(Band::currency))
            .values()
            .forEach(it -> bands(it, rule.id()));
        bands.forEach(it -> plan(it.plan(), rule.id()));
      }
    }
  }

  private void bands(List<Band> bands, String rule) {
    var sorted = bands.stream().sorted(Comparator.comparing(Band::from)).toList();
    for (int index = 0; index < sorted.size(); index++) {
      var to = sorted.get(index).to();
      if (to.isPresent()) {
        var where = rule + " from " + sorted.get(index).from().toPlainString();
        if (index + 1 == sorted.size()) {
          add(Code.TOP_BAND_MISSING, where);
        } else {
          var comparison = to.get().compareTo(sorted.get(index + 1).from());
          if (comparison != 0) {
            add(comparison < 0 ? Code.GAP : Code.OVERLAP, where);
          }
        }
      }
    }
  }

  private void plan(Plan plan, String rule) {
    plan.tracks().forEach(track -> track(track, rule));
    plan.steps()
        .forEach(step -> {
          if (escalatesToItself(step, plan)) {
            add(Code.ESCALATION_CYCLE, rule + "/" + step.name());
          }
        });
  }

  private void track(Track track, String rule) {
    var isTiered = track.steps().stream().anyMatch(step -> isTier(step.gate()));
    if (isTiered) {
      track.steps().stream()
          .filter(step -> isOpen(step.gate()))
          .forEach(step -> add(Code.APPLIES_TO_EVERYTHING, rule + "/" + step.name()));
    }
    var longest =
        track.steps().stream().map(StaticLint::longest).reduce(Duration.ZERO, Duration::plus);
    if (longest.compareTo(terms.settings().lifetime().ttl()) > 0) {
      add(Code.TTL_SHORTER_THAN_STEPS, rule + "/" + track.name());
    } else if (track.steps().stream().anyMatch(step -> step.clocks().calendar().isPresent())) {
      add(Code.TTL_NOT_COMPARED, rule + "/" + track.name());
    }
  }

  private static boolean isTier(Gate gate) {
    return gate.autoApproval().isPresent() || gate.upperBound().isPresent();
  }

  private static boolean isOpen(Gate gate) {
    return !isTier(gate)
        && gate.bypass().isEmpty()
        && gate.when().condition() instanceof Condition.Always;
  }

  /** How long a step runs for certain before all of its clocks have; in a calendar maybe longer. */
  private static Duration longest(Step step) {
    var timeout =
        switch (step.clocks().timeout()) {
          case Timeout.None _ -> Duration.ZERO;
          case Timeout.Remind(var after) -> after.atLeast();
          case Timeout.NotifyOnly(var after) -> after.atLeast();
          case Timeout.ExpireStep(var after) -> after.atLeast();
          case Timeout.Escalate(var ladder) ->
              ladder.stream().map(it -> it.after().atLeast()).reduce(Duration.ZERO, Duration::plus);
        };
    var sla = step.clocks().sla().map(Span::atLeast).orElse(Duration.ZERO);
    return timeout.compareTo(sla) > 0 ? timeout : sla;
  }

  private static boolean escalatesToItself(Step start, Plan plan) {
    Set<String> visited = new HashSet<>();
    var open = new ArrayList<>(targets(start));
    while (!open.isEmpty()) {
      var name = open.removeLast();
      if (name.equals(start.name())) {
        return true;
      }
      if (visited.add(name)) {
        plan.steps()
            .filter(step -> step.name().equals(name))
            .forEach(step -> open.addAll(targets(step)));
      }
    }
    return false;
  }

  private static List<String> targets(Step step) {
    return step.clocks().timeout() instanceof Timeout.Escalate(var ladder)
        ? ladder.stream()
            .filter(rung -> rung.target() instanceof Target.OfStep)
            .map(rung -> ((Target.OfStep) rung.target()).step())
            .toList()
        : List.of();
  }

  private void add(Code code, String where) {
    findings.add(new LintFinding(code, where, ""));
  }
}
