package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.platform.web.StepUpChallenge;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.StepUp;

/** Refusals as problems: one status and one sentence for each code. */
final class Refusals {

  private Refusals() {}

  static ProblemException problem(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_REQUEST -> ProblemException.notFound();
      case MAKER_MAY_NOT_DECIDE ->
          of(403, refusal, "You created this request, so somebody else has to decide it.");
      case NOT_ELIGIBLE -> of(403, refusal, "No open step asks for you now.");
      case BULK_FORBIDDEN ->
          of(403, refusal, "The policy wants each of these requests looked at by itself.");
      case NOT_PERMITTED -> of(403, refusal, "This is not for you to do.");
      case ALREADY_DECIDED -> of(409, refusal, "You have decided this request before.");
      case REQUEST_CLOSED -> of(409, refusal, "The request is closed.");
      case REQUEST_QUARANTINED ->
          of(409, refusal, "No policy could be applied; an operator has to look at the request.");
      case STALE_DECISION -> of(409, refusal, "The request is not what you decided on.");
      case REASON_REQUIRED -> of(422, refusal, "This step asks for a reason.");
      case REQUEST_HELD -> of(409, refusal, "The request is approved and waits for its time.");
      case CHANGES_REQUESTED -> of(409, refusal, "The maker has been asked for changes.");
      case NO_CHANGES_REQUESTED -> of(409, refusal, "Nobody asked the maker for changes.");
      case NOT_APPROVED -> of(409, refusal, "Only an approved request in its hold is revoked.");
      case NOT_QUARANTINED -> of(409, refusal, "Only a quarantined request is released.");
      case NOT_OVERRIDDEN -> of(409, refusal, "Only an override or a self-approval is reviewed.");
      case REVIEW_CLOSED -> of(409, refusal, "The review has been given.");
      case INVALID_TARGET ->
          of(422, refusal, "Changes go back to the maker or to an approved step before this one.");
      case TARGET_NOT_ELIGIBLE ->
          of(422, refusal, "The place goes to another person who may decide this step.");
      case QUORUM_OUT_OF_REACH ->
          of(409, refusal, "Too few people would be left to decide the step.");
      case EDIT_NOT_ALLOWED -> of(403, refusal, "The policy does not allow to change this.");
      case OVERRIDE_NOT_ALLOWED -> of(403, refusal, "The policy knows no override for this.");
      case OVERRIDE_QUOTA_EXHAUSTED -> of(403, refusal, "The overrides of this month are used up.");
      case OVERRIDE_REVIEWS_OVERDUE ->
          of(403, refusal, "An earlier override waits too long for its review.");
      case WITNESS_REQUIRED ->
          of(422, refusal, "A witness has to stand by first, signed in by themselves.");
      case WITNESS_NOT_INDEPENDENT ->
          of(403, refusal, "The witness is neither you nor a maker, and is known and active.");
      case REVIEWER_INVOLVED -> of(403, refusal, "Whoever was involved reviews nothing.");
      case ALREADY_OPENED,
          NOT_DUE,
          OUTDATED_COMMAND,
          NOTHING_TO_ESCALATE,
          NOTHING_CHANGED,
          VERSION_NOT_PINNED,
          NO_APPLICABLE_STEP ->
          of(409, refusal, "The request does not allow this now.");
    };
  }

  /** AN-18: it would be obeyed, but the person has to sign in anew first. */
  static ProblemException signInAgain(StepUp stepUp) {
    return StepUpChallenge.refusal(stepUp.maxAge(), stepUp.levels());
  }

  private static ProblemException of(int status, Refusal refusal, String detail) {
    return new ProblemException(status, refusal.code(), detail);
  }
}
