package dev.countersign.request.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Edit;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.util.HashSet;
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
            enumeration = {"APPROVE", "REJECT", "REQUEST_CHANGES", "ABSTAIN"})
        @Nullable String vote,
    @Nullable String reason,
    @Nullable String payloadDigest,
    @Nullable Integer iteration,
    @Nullable Integer policyVersion,
    @Nullable Integer step,
    @Nullable Integer backTo,
    @Schema(implementation = Object.class) @Nullable JsonNode edit) {

  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_EDIT = 16_000;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** IN-18: exactly one of the words, in no other spelling. */
  Vote readVote() {
    for (Vote word : Vote.values()) {
      if (word.name().equals(vote)) {
        return word;
      }
    }
    throw new ProblemException(
        400, "vote_invalid", "A vote is APPROVE, REJECT, REQUEST_CHANGES or ABSTAIN.");
  }

  /** Which step the vote is for, where changes go back to, and what is to be changed. */
  Aim readAim() {
    return new Aim(Optional.ofNullable(step), Optional.ofNullable(backTo), readEdit());
  }

  private Optional<Edit> readEdit() {
    if (edit == null || edit.isNull()) {
      return Optional.empty();
    }
    var proposal = edit.toString();
    if (!edit.isObject() || edit.isEmpty() || proposal.length() > LONGEST_EDIT) {
      throw new ProblemException(
          422, "edit_invalid", "An edit is an object of material fields and their new values.");
    }
    var fields = new HashSet<String>();
    edit.fieldNames().forEachRemaining(fields::add);
    return Optional.of(new Edit(fields, proposal));
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
