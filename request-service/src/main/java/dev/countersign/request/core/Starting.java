package dev.countersign.request.core;

import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.step.Step;
import java.util.Set;

/** The start of a step: its pool is counted now and its clock runs from now. */
final class Starting {
  private Starting() {}

  static StepStarted of(Step step, Set<PersonId> makers, Context context) {
    var plan = step.plan();
    return new StepStarted(
        plan.no(),
        context.directory().poolOf(plan.role(), makers),
        plan.clocks().dueAfter(context.now()),
        context.now());
  }
}
