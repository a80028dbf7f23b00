package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.UNKNOWN_REQUEST;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Opening.NotRequired;
import dev.countersign.request.core.Opening.Required;
import dev.countersign.request.core.Opening.Unevaluable;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Steps;

/** What becomes of an evaluated event: nothing to ask, a pending request, or quarantine. */
final class OpeningRules {
  static final String NO_APPLICABLE_STEP = "NO_APPLICABLE_STEP";

  private OpeningRules() {}

  static Ruling decide(RequestCommand command, Context context) {
    return switch (command) {
      case Open(NotRequired _) -> accept(new ApprovalNotRequired(context.now()));
      case Open(Required required) -> onRequired(required, context);
      case Open(Unevaluable unevaluable) -> accept(quarantined(unevaluable, context));
      case Decide _, Expire _, Escalate _, Cancel _ -> refuse(UNKNOWN_REQUEST);
    };
  }

  private static Ruling onRequired(Required required, Context context) {
    var steps = required.steps().stream().map(Step::planned).toList();
    var first = new Steps(steps).nextWaiting();
    if (first.isEmpty()) {
      // C-04: a gated event that no step applies to is looked at, never waved through.
      var unevaluable = new Unevaluable(required.makers(), NO_APPLICABLE_STEP, required.ttl());
      return accept(quarantined(unevaluable, context));
    }
    var terms = new Terms(required.makers(), required.pinned(), context.now().plus(required.ttl()));
    return accept(
        new RequestCreated(terms, steps, context.now()),
        Starting.of(first.get(), terms.makers(), context));
  }

  private static RequestQuarantined quarantined(Unevaluable event, Context context) {
    return new RequestQuarantined(
        event.makers(), event.reasonCode(), context.now().plus(event.ttl()), context.now());
  }
}
