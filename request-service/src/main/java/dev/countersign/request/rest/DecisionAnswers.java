package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Receipt;
import dev.countersign.request.core.Seen;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What a vote is answered with, given alone or with others: a receipt, or a problem. */
final class DecisionAnswers {
  private DecisionAnswers() {}

  /** The vote as it stands on record. A repeated call under the same key gives the same again. */
  public record ReceiptDocument(
      UUID requestId,
      int step,
      String by,
      String vote,
      String reason,
      Instant at,
      String status,
      int version,
      int ledgerSeq) {}

  static ReceiptDocument receipt(Actor.Human actor, DecisionResult result) {
    return switch (result) {
      case DecisionResult.Recorded(var receipt) -> document(actor, receipt);
      case DecisionResult.Replayed(var receipt) -> document(actor, receipt);
      case DecisionResult.KeyReused _ ->
          throw new ProblemException(
              422, "idempotency_key_reuse", "This key stands for another vote of yours.");
      case DecisionResult.Refused(var refusal) -> throw Refusals.problem(refusal);
      case DecisionResult.SignInRequired(var stepUp) -> throw Refusals.signInAgain(stepUp);
      case DecisionResult.Stale(var seen, var current) -> throw stale(seen, current);
      case DecisionResult.VersionMismatch _ -> throw ETags.mismatch();
      case DecisionResult.PreconditionRequired _ ->
          throw new ProblemException(
              428,
              "precondition_required",
              "Say what you decide on: payloadDigest, iteration and policyVersion, or If-Match.");
    };
  }

  private static ReceiptDocument document(Actor.Human actor, Receipt receipt) {
    return new ReceiptDocument(
        receipt.request().value(),
        receipt.step(),
        actor.person().value(),
        receipt.vote().name(),
        receipt.reason(),
        receipt.at(),
        receipt.status(),
        receipt.version(),
        receipt.ledgerSeq());
  }

  private static ProblemException stale(Seen seen, Seen current) {
    return new ProblemException(
        409,
        "stale_decision",
        "The request is not what you decided on.",
        Map.of("seen", pins(seen), "current", pins(current)));
  }

  private static Map<String, Object> pins(Seen seen) {
    return Map.of(
        "payloadDigest", seen.payload().hex(),
        "iteration", seen.iteration(),
        "policyVersion", seen.policyVersion());
  }
}
