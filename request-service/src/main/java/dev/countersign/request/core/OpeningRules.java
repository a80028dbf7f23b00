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
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.Review;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.step.Step;
import java.util.Set;

/** What becomes of an evaluated event: nothing to ask, a pending request, or quarantine. */
final class OpeningRules {
  static final String NO_APPLICABLE_STEP = "NO_APPLICABLE_STEP";

  private OpeningRules() {}

  static Ruling decide(RequestCommand command, RequestState state, Context context) {
    return switch (command) {
      case Open(var opening) -> open(opening, state, context);
      case Revise _,
          Decide _,
          Resubmit _,
          Cancel _,
          Reassign _,
          ReviewPools _,
          OverrideCheckers _,
          Review _,
          Revoke _,
          Release _,
          Expire _,
          Escalate _,
          Remind _,
          ExpireStep _,
          ReleaseHold _,
          RemindReview _ ->
          refuse(UNKNOWN_REQUEST);
    };
  }

  /** T-01, T-02, T-03, and T-04 once an operator has released the event. */
  static Ruling open(Opening opening, RequestState state, Context context) {
    return switch (opening) {
      case NotRequired _ -> accept(new ApprovalNotRequired(context.now()));
      case Required required -> onRequired(required, state, context);
      case Unevaluable unevaluable -> accept(quarantined(unevaluable, context));
    };
  }

  private static Ruling onRequired(Required required, RequestState state, Context context) {
    if (required.tracks().steps().stream().noneMatch(Step::isWaiting)) {
      // C-04: a gated event that no step applies to is looked at, never waved through.
      var settings = required.settings();
      var nobody =
          new Unevaluable(
              required.makers(), NO_APPLICABLE_STEP, settings.ttl(), settings.override());
      return accept(quarantined(nobody, context));
    }
    var story = new Unfolding(state);
    story.then(new RequestCreated(termsOf(required, context), required.tracks(), context.now()));
    Progress.begin(story, context);
    return story.accepted();
  }

  static Terms termsOf(Required required, Context context) {
    return new Terms(
        required.operation(),
        makersOf(required.makers(), context),
        required.pinned(),
        context.now().plus(required.settings().ttl()),
        required.settings());
  }

  /** N-07: who made it by a service account, or by a second account, made it. */
  static Set<PersonId> makersOf(Set<PersonId> makers, Context context) {
    var directory = context.directory();
    return directory.withOtherAccounts(directory.withHumansBehind(makers));
  }

  private static RequestQuarantined quarantined(Unevaluable event, Context context) {
    return new RequestQuarantined(
        makersOf(event.makers(), context),
        event.reasonCode(),
        context.now().plus(event.ttl()),
        event.override(),
        context.now());
  }
}
