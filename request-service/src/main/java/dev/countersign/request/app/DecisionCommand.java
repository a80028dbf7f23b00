package dev.countersign.request.app;

import dev.countersign.request.core.Manner;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand.Aim;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import java.util.Optional;

/**
 * A vote as it came in. {@code seen} is the digest, iteration and policy version the person had in
 * view; {@code version} the one of an If-Match. At least one must be given.
 */
public record DecisionCommand(
    RequestId request,
    Vote vote,
    Reason reason,
    Optional<Seen> seen,
    Optional<Integer> version,
    Optional<String> idempotencyKey,
    Aim aim,
    Manner manner) {

  /** A vote on a request that was looked at alone. */
  public DecisionCommand(
      RequestId request,
      Vote vote,
      Reason reason,
      Optional<Seen> seen,
      Optional<Integer> version,
      Optional<String> idempotencyKey,
      Aim aim) {
    this(request, vote, reason, seen, version, idempotencyKey, aim, Manner.ALONE);
  }

  /** The same vote, given together with others. */
  DecisionCommand inBulk() {
    return new DecisionCommand(
        request, vote, reason, seen, version, idempotencyKey, aim, Manner.IN_BULK);
  }

  /** How the vote stands on record: an approval with an edit asks for changes (C-11). */
  Vote recordedVote() {
    return aim.edit().isPresent() ? Vote.REQUEST_CHANGES : vote;
  }
}
