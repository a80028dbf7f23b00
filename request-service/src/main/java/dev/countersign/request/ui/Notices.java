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

  private final Tongue tongue;
  private final SaidWords words;

  Notices(Tongue tongue) {
    this.tongue = tongue;
    this.words = tongue.said();
  }

  /** A notice and the HTTP status it goes out with. */
  record Answer(int status, Notice notice) {

    boolean isGood() {
      return status == OK;
    }
  }

  Answer of(DecisionResult result) {
    return switch (result) {
      case DecisionResult.Recorded(var receipt) -> recorded(receipt);
      case DecisionResult.Replayed(var receipt) -> recorded(receipt);
      case DecisionResult.KeyReused _ -> conflict(words.keyReused(), words.firstVoteStands());
      case DecisionResult.Refused(var refusal) -> refused(refusal);
      case DecisionResult.SignInRequired(var stepUp) -> signInAgain(stepUp);
      case DecisionResult.Stale(var seen, var current) -> stale(seen, current);
      case DecisionResult.VersionMismatch _, DecisionResult.PreconditionRequired _ ->
          conflict(words.movedOn(), words.lookAgain());
    };
  }

  Answer of(ActResult refused) {
    return switch (refused) {
      case ActResult.Refused(var refusal) -> refused(refusal);
      case ActResult.SignInRequired(var stepUp) -> signInAgain(stepUp);
      case ActResult.Done done -> throw new IllegalStateException("Expected no, but " + done);
    };
  }

  Answer done(Act act) {
    var offer = Offer.of(act);
    return good(tongue.acts().done(offer), tongue.acts().then(offer));
  }

  Answer witnessed(String overrider) {
    return good(
        tongue.acts().done(Offer.WITNESS),
        tongue.acts().withinTenMinutes(Words.isolated(overrider)));
  }

  Answer refused(Refusal refusal) {
    var said = RefusalWords.of(refusal, tongue);
    return new Answer(said.status(), Notice.of("negative", said.title(), said.line()));
  }

  /** J3: the page was made for somebody else than the one whose session sends it. */
  Answer signedInAs(String person) {
    return conflict(words.signedInAs(Words.isolated(person)), words.openedByAnother());
  }

  /** AN-18: what was typed stays on the page while the person signs in beside it. */
  Answer signInAgain(StepUp stepUp) {
    return new Answer(
        UNAUTHENTICATED,
        new Notice(
            "waiting",
            words.notYet(),
            List.of(SignInAgain.why(stepUp, tongue), words.typedStays())));
  }

  private Answer recorded(Receipt receipt) {
    return switch (receipt.status()) {
      case "APPROVED" -> good(words.youApproved(), onRecord(receipt));
      case "REJECTED" -> good(words.youRejected(), onRecord(receipt));
      default -> good(words.you(words.verb(receipt.vote())), words.othersToo(), onRecord(receipt));
    };
  }

  /** C-11: what an approval with changed fields comes to. */
  Answer proposed(Receipt receipt) {
    return good(words.proposed(), words.proposedHint(), words.isMakerNow(), onRecord(receipt));
  }

  private String onRecord(Receipt receipt) {
    return words.onRecord(receipt.ledgerSeq());
  }

  /** J2: nothing was recorded, and the page below already shows what is true now. */
  private Answer stale(Seen seen, Seen current) {
    var lines = new ArrayList<String>();
    lines.add(words.pageIsNew());
    if (!seen.payload().equals(current.payload())) {
      lines.add(words.contentChanged(brief(current), brief(seen)));
    }
    if (seen.iteration() != current.iteration()) {
      lines.add(words.attemptChanged(current.iteration(), seen.iteration()));
    }
    if (seen.policyVersion() != current.policyVersion()) {
      lines.add(words.policyChanged(current.policyVersion(), seen.policyVersion()));
    }
    return new Answer(CONFLICT, new Notice("waiting", words.changedSince(), lines));
  }

  private static String brief(Seen seen) {
    return seen.payload().hex().substring(0, 12);
  }

  private static Answer good(String title, String... lines) {
    return new Answer(OK, Notice.of("positive", title, lines));
  }

  private static Answer conflict(String title, String line) {
    return new Answer(CONFLICT, Notice.of("negative", title, line));
  }
}
