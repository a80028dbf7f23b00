package dev.countersign.request.app;

import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.StepUp;
import dev.countersign.request.core.Vote;
import java.time.Instant;

/** What became of a vote. */
public sealed interface DecisionResult {

  /** The vote as it stands in the ledger, and where the request stood right after it. */
  record Receipt(
      RequestId request,
      int step,
      Vote vote,
      String reason,
      Instant at,
      String status,
      int version,
      int ledgerSeq) {}

  /** The vote counts. */
  record Recorded(Receipt receipt) implements DecisionResult {}

  /** The same key came before: the same answer, and nothing new. */
  record Replayed(Receipt receipt) implements DecisionResult {}

  /** The same key came before with another vote or reason. */
  record KeyReused() implements DecisionResult {}

  record Refused(Refusal refusal) implements DecisionResult {}

  /** It would count, but the person has to sign in anew first. */
  record SignInRequired(StepUp stepUp) implements DecisionResult {}

  /** The person saw something else than what the request is about now. */
  record Stale(Seen expected, Seen current) implements DecisionResult {}

  /** The If-Match names another version. */
  record VersionMismatch(int current) implements DecisionResult {}

  /** Neither what was seen nor a version was given. */
  record PreconditionRequired() implements DecisionResult {}
}
