package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.Refusal;

/** Refusals as problems: one status and one sentence for each code. */
final class Refusals {

  private Refusals() {}

  static ProblemException problem(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_REQUEST -> ProblemException.notFound();
      case MAKER_MAY_NOT_DECIDE ->
          of(403, refusal, "You created this request, so somebody else has to decide it.");
      case NOT_ELIGIBLE -> of(403, refusal, "The open step asks for a role you do not hold.");
      case NOT_PERMITTED -> of(403, refusal, "Only the maker or an operator may cancel a request.");
      case ALREADY_DECIDED -> of(409, refusal, "You have decided this request before.");
      case REQUEST_CLOSED -> of(409, refusal, "The request is closed.");
      case REQUEST_QUARANTINED ->
          of(409, refusal, "No policy could be applied; an operator has to look at the request.");
      case STALE_DECISION -> of(409, refusal, "The request is not what you decided on.");
      case REASON_REQUIRED -> of(422, refusal, "This step asks for a reason.");
      case ALREADY_OPENED, NOT_DUE, OUTDATED_COMMAND, NOTHING_TO_ESCALATE ->
          of(409, refusal, "The request does not allow this now.");
    };
  }

  private static ProblemException of(int status, Refusal refusal, String detail) {
    return new ProblemException(status, refusal.code(), detail);
  }
}
