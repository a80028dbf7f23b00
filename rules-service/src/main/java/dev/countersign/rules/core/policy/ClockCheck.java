package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.policy.TermsProblem.Code;
import java.util.List;

/** What the clocks of a step may be (C-08, C-15). */
record ClockCheck(StepCheck steps) {

  private static final int MOST_RUNGS = 10;

  void check(Step step, String path) {
    var problems = steps.problems();
    var clocks = step.clocks();
    clocks
        .sla()
        .ifPresent(it -> problems.unless(Words.isSpan(it.length()), Code.SLA_INVALID, path));
    // A name that nobody keeps would travel and be obeyed by nobody.
    problems.unless(
        clocks.calendar().map(steps.calendars()::contains).orElse(true),
        Code.CALENDAR_UNKNOWN,
        path + ".calendar");
    switch (clocks.timeout()) {
      case Timeout.None _ -> {}
      case Timeout.Remind(var after) -> after(after, path);
      case Timeout.NotifyOnly(var after) -> after(after, path);
      case Timeout.ExpireStep(var after) -> after(after, path);
      case Timeout.Escalate(var ladder) -> ladder(ladder, step, path);
    }
  }

  private void after(Span after, String path) {
    steps.problems().unless(Words.isSpan(after.length()), Code.TIMEOUT_INVALID, path);
  }

  private void ladder(List<Rung> ladder, Step step, String path) {
    var problems = steps.problems();
    problems.unless(
        !ladder.isEmpty() && ladder.size() <= MOST_RUNGS, Code.LADDER_INVALID, path + ".ladder");
    for (int index = 0; index < ladder.size(); index++) {
      var rung = ladder.get(index);
      var at = path + ".ladder[" + index + "]";
      after(rung.after(), at);
      problems.unless(
          index == 0 || mayBeLater(ladder.get(index - 1), rung), Code.LADDER_INVALID, at);
      switch (rung.target()) {
        case Target.Others(var approvers) -> steps.approvers(approvers, at + ".approvers");
        case Target.OfStep(var name) ->
            problems.unless(
                isAnotherStep(name, step), Code.ESCALATION_TARGET_UNKNOWN, at + ".step");
      }
    }
  }

  /** A rung that did not set the clock back has to come before the next one. */
  private static boolean mayBeLater(Rung before, Rung rung) {
    return before.resetClock() || !rung.after().isSurelyOverBy(before.after());
  }

  private boolean isAnotherStep(String name, Step step) {
    return !name.equals(step.name())
        && steps.plan().steps().filter(it -> it.name().equals(name)).count() == 1;
  }
}
