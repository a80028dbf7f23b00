package dev.countersign.request.ui;

import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Receipt;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.StepUp;
import java.util.ArrayList;
import java.util.List;

/** What a form's answer says to the person, and with which status. */
final class Notices {
  private static final int OK = 200;
  private static final int UNAUTHENTICATED = 401;
  private static final int CONFLICT = 409;

  private Notices() {}

  /** A notice and the HTTP status it goes out with. */
  record Answer(int status, Notice notice) {

    boolean isGood() {
      return status == OK;
    }
  }

  static Answer of(DecisionResult result) {
    return switch (result) {
      case DecisionResult.Recorded(var receipt) -> recorded(receipt);
      case DecisionResult.Replayed(var receipt) -> recorded(receipt);
      case DecisionResult.KeyReused _ ->
          bad(
              CONFLICT,
              "This form was sent before, with another vote.",
              "Your first vote counts; it stands in the timeline.");
      case DecisionResult.Refused(var refusal) -> refused(refusal);
      case DecisionResult.SignInRequired(var stepUp) -> signInAgain(stepUp);
      case DecisionResult.Stale(var seen, var current) -> stale(seen, current);
      case DecisionResult.VersionMismatch _, DecisionResult.PreconditionRequired _ ->
          bad(CONFLICT, "The request has moved on.", "Look again, then decide.");
    };
  }

  static Answer of(ActResult refused) {
    return switch (refused) {
      case ActResult.Refused(var refusal) -> refused(refusal);
      case ActResult.SignInRequired(var stepUp) -> signInAgain(stepUp);
      case ActResult.Done done -> throw new IllegalStateException("Expected no, but " + done);
    };
  }

  static Answer done(Act act) {
    return switch (act) {
      case Act.Cancel _ -> good("You took the request back.", "Nobody can decide it any more.");
      case Act.Resubmit _ -> good("You sent it again.", "The approvers are asked anew.");
      case Act.Reassign _ ->
          good("You handed the place on.", "The person sees it in the inbox and gets a mail.");
      case Act.OverrideCheckers _ ->
          good("You approved in an emergency.", "A controller has to review it.");
      case Act.Review _ -> good("You reviewed it.", "The review is on record.");
      case Act.Revoke _ -> good("You stopped the request.", "It does not take effect.");
      case Act.Release _ -> good("You released the event.", "What comes of it stands beside.");
    };
  }

  static Answer witnessed(String overrider) {
    return good(
        "You stand by.",
        "%s can override within ten minutes.".formatted(Words.isolated(overrider)));
  }

  static Answer refused(Refusal refusal) {
    var words = RefusalWords.of(refusal);
    return new Answer(words.status(), Notice.of("negative", words.title(), words.line()));
  }

  /** J3: the page was made for somebody else than the one whose session sends it. */
  static Answer signedInAs(String person) {
    return bad(
        CONFLICT,
        "You are signed in as %s now.".formatted(Words.isolated(person)),
        "This page was opened by somebody else. Nothing was recorded; look, then decide yourself.");
  }

  /** AN-18: what was typed stays on the page while the person signs in beside it. */
  static Answer signInAgain(StepUp stepUp) {
    return new Answer(
        UNAUTHENTICATED,
        new Notice(
            "waiting",
            "Nothing is recorded yet: sign in again first.",
            List.of(
                SignInAgain.why(stepUp),
                "What you typed is still here. Sign in in the new tab, then send it again.")));
  }

  private static Answer recorded(Receipt receipt) {
    var verb = Words.verb(receipt.vote().name());
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

  /** C-11: what an approval with changed fields comes to. */
  static Answer proposed(Receipt receipt) {
    return good(
        "You asked for your changes.",
        "Nothing is approved by that. Where the request was made they are applied, and it comes"
            + " back as a new attempt.",
        "You count as one of its makers now.",
        onRecord(receipt));
  }

  private static String onRecord(Receipt receipt) {
    return "It is entry %d of the request's ledger.".formatted(receipt.ledgerSeq());
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
        CONFLICT, new Notice("waiting", "This request changed since you opened it.", lines));
  }

  private static Answer good(String title, String... lines) {
    return new Answer(OK, Notice.of("positive", title, lines));
  }

  private static Answer bad(int status, String title, String... lines) {
    return new Answer(status, Notice.of("negative", title, lines));
  }
}
