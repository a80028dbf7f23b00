package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.Refusal;

/** A refusal as a person reads it: what, and what would have to be different. */
record RefusalWords(int status, String title, String line) {

  private static final String LOOK_AGAIN = "Look again, then decide.";

  static RefusalWords of(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_REQUEST -> throw ProblemException.notFound();
      case MAKER_MAY_NOT_DECIDE ->
          forbidden("You created this request.", "Somebody else has to decide it.");
      case NOT_ELIGIBLE -> forbidden("You may not decide this.", "No open step asks for you now.");
      case BULK_FORBIDDEN ->
          forbidden(
              "This request is decided by itself.",
              "Its policy does not allow to decide it together with others.");
      case NOT_PERMITTED -> forbidden("This is not for you to do.", "Nothing was changed.");
      case EDIT_NOT_ALLOWED -> forbidden("The policy does not allow to change this.", LOOK_AGAIN);
      case OVERRIDE_NOT_ALLOWED,
          OVERRIDE_QUOTA_EXHAUSTED,
          OVERRIDE_REVIEWS_OVERDUE,
          WITNESS_REQUIRED,
          WITNESS_NOT_INDEPENDENT,
          REVIEWER_INVOLVED ->
          ofOverride(refusal);
      case REASON_REQUIRED ->
          unprocessable("Say why.", "A reason is asked for here; nothing was recorded.");
      case INVALID_TARGET ->
          unprocessable(
              "Changes cannot go back there.",
              "They go to the maker, or to an approved step before this one.");
      case TARGET_NOT_ELIGIBLE ->
          unprocessable(
              "This person cannot take the place.",
              "It goes to somebody else who may decide this step now.");
      case QUORUM_OUT_OF_REACH ->
          conflict("Too few people would be left.", "The step could not be decided any more.");
      case ALREADY_DECIDED -> conflict("You have decided this before.", "Your first vote counts.");
      default -> ofState(refusal);
    };
  }

  private static RefusalWords ofOverride(Refusal refusal) {
    return switch (refusal) {
      case OVERRIDE_QUOTA_EXHAUSTED ->
          forbidden("No override is left this month.", "The policy limits how many there are.");
      case OVERRIDE_REVIEWS_OVERDUE ->
          forbidden(
              "An earlier override waits too long for its review.",
              "A controller has to review it before there can be another one.");
      case WITNESS_REQUIRED ->
          unprocessable(
              "A witness has to stand by first.",
              "Ask somebody who did not make the request to open this page, signed in as"
                  + " themselves, and to stand by you. It serves for ten minutes.");
      case WITNESS_NOT_INDEPENDENT ->
          forbidden(
              "This witness will not do.",
              "A witness is neither you nor a maker, and is an active person of the directory.");
      case REVIEWER_INVOLVED ->
          forbidden("You were involved.", "Somebody who was not has to review it.");
      default -> forbidden("The policy knows no override for this.", "Nothing was changed.");
    };
  }

  private static RefusalWords ofState(Refusal refusal) {
    return switch (refusal) {
      case REQUEST_CLOSED ->
          conflict("The request is closed by now.", "Your vote was not recorded.");
      case REQUEST_QUARANTINED ->
          conflict("No policy could be applied.", "An operator has to look at it.");
      case REQUEST_HELD ->
          conflict("The request is approved.", "It waits for its time; it can only be stopped.");
      case CHANGES_REQUESTED ->
          conflict("The maker was asked for changes.", "Nobody decides until it comes back.");
      case NO_CHANGES_REQUESTED ->
          conflict("Nobody asks for changes.", "So there is nothing to send again.");
      case NOT_APPROVED -> conflict("The request is not in its hold.", "There is nothing to stop.");
      case NOT_QUARANTINED -> conflict("The request is not quarantined.", LOOK_AGAIN);
      case NOT_OVERRIDDEN ->
          conflict("There is nothing to review.", "Nobody overrode it or approved their own.");
      case REVIEW_CLOSED -> conflict("It has been reviewed.", "The first review counts.");
      default -> conflict("The request has moved on.", LOOK_AGAIN);
    };
  }

  private static RefusalWords forbidden(String title, String line) {
    return new RefusalWords(403, title, line);
  }

  private static RefusalWords conflict(String title, String line) {
    return new RefusalWords(409, title, line);
  }

  private static RefusalWords unprocessable(String title, String line) {
    return new RefusalWords(422, title, line);
  }
}
