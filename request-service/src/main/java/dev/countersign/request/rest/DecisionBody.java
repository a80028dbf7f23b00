package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A vote as it is sent. The digest, the iteration and the policy version together say what the
 * person had in view.
 */
public record DecisionBody(
    @Schema(
            required = true,
            enumeration = {"APPROVE", "REJECT"})
        @Nullable String vote,
    @Nullable String reason,
    @Nullable String payloadDigest,
    @Nullable Integer iteration,
    @Nullable Integer policyVersion) {

  private static final int LONGEST_REASON = 2000;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** IN-18: exactly one of the two words, in no other spelling. */
  Vote readVote() {
    if ("APPROVE".equals(vote)) {
      return Vote.APPROVE;
    }
    if ("REJECT".equals(vote)) {
      return Vote.REJECT;
    }
    throw new ProblemException(400, "vote_invalid", "A vote is APPROVE or REJECT.");
  }

  Reason readReason() {
    return reason(reason);
  }

  static Reason reason(@Nullable String text) {
    if (text == null) {
      return Reason.NONE;
    }
    if (text.codePointCount(0, text.length()) > LONGEST_REASON) {
      throw new ProblemException(422, "reason_too_long", "A reason has at most 2000 characters.");
    }
    return new Reason(text);
  }

  /** Empty if nothing was named; half of it is a mistake of the caller, not a weaker promise. */
  Optional<Seen> readSeen() {
    if (payloadDigest == null && iteration == null && policyVersion == null) {
      return Optional.empty();
    }
    if (payloadDigest == null || iteration == null || policyVersion == null) {
      throw new ProblemException(
          400, "seen_incomplete", "Name payloadDigest, iteration and policyVersion together.");
    }
    if (!DIGEST.matcher(payloadDigest).matches()) {
      throw new ProblemException(400, "digest_invalid", "A digest is 64 lower-case hex digits.");
    }
    return Optional.of(new Seen(new Digest(payloadDigest), iteration, policyVersion));
  }
}
