package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Edit;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The decision form as it came back. Anything our own page would not send is refused outright. */
public class SentDecision {

  private static final int LONGEST_REASON = 2000;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  static final Pattern KEY = Pattern.compile("[0-9a-f-]{36}");

  @RestForm @Nullable String vote;
  @RestForm @Nullable String reason;
  @RestForm @Nullable String payloadDigest;
  @RestForm @Nullable String iteration;
  @RestForm @Nullable String policyVersion;
  @RestForm @Nullable String idempotencyKey;
  @RestForm @Nullable String step;
  @RestForm @Nullable String backTo;
  @RestForm @Nullable String viewer;

  /** With what was typed into fields; a vote against the request leaves them as they are. */
  DecisionCommand command(RequestId request, SentEdit edit, SaidWords words) {
    var seen =
        new Seen(
            new Digest(matching(DIGEST, payloadDigest)),
            Integer.parseInt(matching(NUMBER, iteration)),
            Integer.parseInt(matching(NUMBER, policyVersion)));
    return new DecisionCommand(
        request,
        vote(),
        reason(reason),
        Optional.of(seen),
        Optional.empty(),
        Optional.of(matching(KEY, idempotencyKey)),
        aim(edit, words));
  }

  /** Which step the button stood for; where changes go back to is only said with them. */
  private Aim aim(SentEdit sent, SaidWords words) {
    var asks = "REQUEST_CHANGES".equals(vote);
    var back = asks ? number(backTo) : Optional.<Integer>empty();
    var edit = asks || "APPROVE".equals(vote) ? sent.edit(words) : Optional.<Edit>empty();
    return new Aim(number(step), back, edit);
  }

  private static Optional<Integer> number(@Nullable String text) {
    return text == null || text.isEmpty()
        ? Optional.empty()
        : Optional.of(Integer.valueOf(matching(NUMBER, text)));
  }

  /** The attempt that the page showed. */
  Optional<Integer> seenIteration() {
    return number(iteration);
  }

  /** J3: whether the page was made for whoever sends it. */
  boolean isFrom(String person) {
    return viewer == null || viewer.equals(person);
  }

  String typedReason() {
    return reason == null ? "" : reason;
  }

  /** Browsers send line breaks as CR LF; on the record a line break is one character. */
  static Reason reason(@Nullable String text) {
    var unix = text == null ? "" : text.replace("\r\n", "\n");
    if (unix.codePointCount(0, unix.length()) > LONGEST_REASON || unix.indexOf(0) >= 0) {
      throw new ProblemException(422, "reason_too_long", "A reason has at most 2000 characters.");
    }
    return new Reason(unix);
  }

  private Vote vote() {
    return switch (vote) {
      case "APPROVE" -> Vote.APPROVE;
      case "REJECT" -> Vote.REJECT;
      case "REQUEST_CHANGES" -> Vote.REQUEST_CHANGES;
      case "ABSTAIN" -> Vote.ABSTAIN;
      case null, default -> throw malformed();
    };
  }

  static String matching(Pattern pattern, @Nullable String value) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw malformed();
    }
    return value;
  }

  static ProblemException malformed() {
    return new ProblemException(
        400, "form_invalid", "This is not a form of ours; reload the page.");
  }
}
