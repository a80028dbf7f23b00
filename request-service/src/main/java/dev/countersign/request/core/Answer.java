package dev.countersign.request.core;

import dev.countersign.request.core.Canceller.Maker;
import dev.countersign.request.core.Canceller.Operator;
import dev.countersign.request.core.Canceller.SourceEvent;
import dev.countersign.request.core.Canceller.Successor;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.EndingEvent;
import dev.countersign.request.core.RequestEvent.HoldReleased;
import dev.countersign.request.core.RequestEvent.HoldStarted;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import dev.countersign.request.core.RequestEvent.RequestRevoked;
import dev.countersign.request.core.RequestEvent.ReviewEvent;
import dev.countersign.request.core.RequestEvent.StepEvent;
import java.util.Optional;

/** The answer an event amounts to, if it is one that consumers act on. */
public record Answer(Verdict verdict, Basis basis) {

  public static Optional<Answer> to(RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> answer(Verdict.NOT_REQUIRED, Basis.POLICY);
      case RequestQuarantined _ -> answer(Verdict.QUARANTINED, Basis.UNEVALUABLE);
      case EndingEvent ending -> ofEnding(ending);
      // Only what people approved before becomes effective by time (I-3).
      case HoldReleased _ -> answer(Verdict.APPROVED, Basis.HUMAN_QUORUM);
      case RequestRevoked _ -> answer(Verdict.REJECTED, Basis.REVOKED);
      case RequestCreated _,
          RequestReleased _,
          StepEvent _,
          IterationStarted _,
          HoldStarted _,
          ReviewEvent _ ->
          Optional.empty();
    };
  }

  private static Optional<Answer> ofEnding(EndingEvent event) {
    return switch (event) {
      case RequestApproved approved ->
          approved.isHeld() ? Optional.empty() : answer(Verdict.APPROVED, Basis.HUMAN_QUORUM);
      case RequestRejected rejected ->
          answer(
              Verdict.REJECTED, rejected.by().isPresent() ? Basis.HUMAN_REJECTION : Basis.EXPIRY);
      case RequestOverridden _ -> answer(Verdict.APPROVED, Basis.EMERGENCY_OVERRIDE);
      // I-3: time alone never approves.
      case RequestAutoRejected _ -> answer(Verdict.REJECTED, Basis.EXPIRY);
      case RequestExpired _ -> Optional.empty();
      case RequestCancelled(Maker _, _, _) -> answer(Verdict.CANCELLED, Basis.WITHDRAWN);
      case RequestCancelled(Operator _, _, _) -> answer(Verdict.CANCELLED, Basis.OPERATOR);
      case RequestCancelled(SourceEvent _, _, _) -> answer(Verdict.CANCELLED, Basis.SOURCE_EVENT);
      case RequestCancelled(Successor _, _, _) -> answer(Verdict.CANCELLED, Basis.SOURCE_EVENT);
    };
  }

  /** Whether nothing may follow this answer. */
  public boolean isFinal() {
    return verdict != Verdict.QUARANTINED;
  }

  private static Optional<Answer> answer(Verdict verdict, Basis basis) {
    return Optional.of(new Answer(verdict, basis));
  }
}
