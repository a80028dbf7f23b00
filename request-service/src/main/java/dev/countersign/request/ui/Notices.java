package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Receipt;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.util.ArrayList;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** What a form's answer says to the person, and with which status. */
final class Notices {

  private static final Status UNPROCESSABLE = Status.fromStatusCode(422);

  private Notices() {}

  /** A notice and the HTTP status it goes out with. */
  record Answer(Status status, Notice notice) {

    boolean isGood() {
      return status == Status.OK;
    }
  }

  static Answer of(DecisionResult result) {
    return switch (result) {
      case DecisionResult.Recorded(var receipt) -> recorded(receipt);
      case DecisionResult.Replayed(var receipt) -> recorded(receipt);
      case DecisionResult.KeyReused _ ->
          bad(
              Status.CONFLICT,
              "This form was sent before, with another vote.",
              "Your first vote counts; it stands in the timeline.");
      case DecisionResult.Refused(var refusal) -> refused(refusal);
      case DecisionResult.Stale(var seen, var current) -> stale(seen, current);
      case DecisionResult.VersionMismatch _, DecisionResult.PreconditionRequired _ ->
          bad(Status.CONFLICT, "The request has moved on.", "Look again, then decide.");
    };
  }

  static Answer of(ActResult result) {
    return switch (result) {
      case ActResult.Done _ -> good("You withdrew the request.", "Nobody can decide it any more.");
      case ActResult.Refused(var refusal) -> refused(refusal);
    };
  }

  private static Answer recorded(Receipt receipt) {
    var verb = verbOf(receipt.vote());
    return switch (receipt.status()) {
      case "APPROVED" -> good("You approved. The request is approved.", onRecord(receipt));
      case "REJECTED" -> good("You rejected. The request is rejected.", onRecord(receipt));
      default ->
          good(
              "You " + verb + ".",
              "Others have to decide too; see what comes next.",
              onRecord(receipt));
    };
  }

  private static String verbOf(Vote vote) {
    return switch (vote) {
      case APPROVE -> "approved";
      case REJECT -> "rejected";
      case REQUEST_CHANGES -> "asked for changes";
      case ABSTAIN -> "abstained";
    };
  }

  private static String onRecord(Receipt receipt) {
    return "It is entry %d of the request's ledger.".formatted(receipt.ledgerSeq());
  }

  private static Answer refused(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_REQUEST -> throw ProblemException.notFound();
      case MAKER_MAY_NOT_DECIDE ->
          bad(Status.FORBIDDEN, "You created this request.", "Somebody else has to decide it.");
      case NOT_ELIGIBLE ->
          bad(
              Status.FORBIDDEN,
              "You may not decide this step.",
              "It asks for a role you do not hold.");
      case NOT_PERMITTED ->
          bad(Status.FORBIDDEN, "You may not withdraw this.", "Only its maker or an operator may.");
      case ALREADY_DECIDED ->
          bad(Status.CONFLICT, "You have decided this before.", "Your first vote counts.");
      case REQUEST_CLOSED ->
          bad(Status.CONFLICT, "The request is closed by now.", "Your vote was not recorded.");
      case REQUEST_QUARANTINED ->
          bad(Status.CONFLICT, "No policy could be applied.", "An operator has to look at it.");
      case REASON_REQUIRED ->
          bad(UNPROCESSABLE, "Say why.", "This step asks for a reason; nothing was recorded.");
      case REQUEST_HELD,
          CHANGES_REQUESTED,
          NO_CHANGES_REQUESTED,
          NOT_APPROVED,
          NOT_QUARANTINED,
          NOT_OVERRIDDEN,
          REVIEW_CLOSED,
          INVALID_TARGET,
          TARGET_NOT_ELIGIBLE,
          QUORUM_OUT_OF_REACH,
          EDIT_NOT_ALLOWED,
          OVERRIDE_NOT_ALLOWED,
          OVERRIDE_QUOTA_EXHAUSTED,
          OVERRIDE_REVIEWS_OVERDUE,
          WITNESS_REQUIRED,
          WITNESS_NOT_INDEPENDENT,
          REVIEWER_INVOLVED,
          STALE_DECISION,
          ALREADY_OPENED,
          NOT_DUE,
          OUTDATED_COMMAND,
          NOTHING_TO_ESCALATE,
          NOTHING_CHANGED,
          VERSION_NOT_PINNED,
          NO_APPLICABLE_STEP ->
          bad(Status.CONFLICT, "The request has moved on.", "Look again, then decide.");
    };
  }

  /** J2: nothing was recorded, and the page below already shows what is true now. */
  private static Answer stale(Seen seen, Seen current) {
    var lines = new ArrayList<String>();
    lines.add("Nothing was recorded. The page now shows the request as it is; look again.");
    if (!seen.payload().equals(current.payload())) {
      lines.add(
          "The content changed: digest %s was %s."
              .formatted(
                  current.payload().hex().substring(0, 12), seen.payload().hex().substring(0, 12)));
    }
    if (seen.iteration() != current.iteration()) {
      lines.add(
          "It is attempt %d, and you saw attempt %d."
              .formatted(current.iteration(), seen.iteration()));
    }
    if (seen.policyVersion() != current.policyVersion()) {
      lines.add(
          "It is under policy version %d, and you saw version %d."
              .formatted(current.policyVersion(), seen.policyVersion()));
    }
    return new Answer(
        Status.CONFLICT, new Notice("waiting", "This request changed since you opened it.", lines));
  }

  private static Answer good(String title, String... lines) {
    return new Answer(Status.OK, Notice.of("positive", title, lines));
  }

  private static Answer bad(Status status, String title, String... lines) {
    return new Answer(status, Notice.of("negative", title, lines));
  }
}
