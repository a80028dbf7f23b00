package dev.countersign.request.core;

import dev.countersign.request.core.Canceller.Maker;
import dev.countersign.request.core.Canceller.Operator;
import dev.countersign.request.core.Canceller.SourceEvent;
import dev.countersign.request.core.Canceller.Successor;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepStarted;
import java.util.Optional;

/** The answer an event amounts to, if it is one that consumers act on. */
public record Answer(Verdict verdict, Basis basis) {

  public static Optional<Answer> to(RequestEvent event) {
    return switch (event) {
      case ApprovalNotRequired _ -> answer(Verdict.NOT_REQUIRED, Basis.POLICY);
      case RequestQuarantined _ -> answer(Verdict.QUARANTINED, Basis.UNEVALUABLE);
      case RequestApproved _ -> answer(Verdict.APPROVED, Basis.HUMAN_QUORUM);
      case RequestRejected _ -> answer(Verdict.REJECTED, Basis.HUMAN_REJECTION);
      // I-3: time alone never approves.
      case RequestAutoRejected _ -> answer(Verdict.REJECTED, Basis.EXPIRY);
      case RequestCancelled(Maker _, _, _) -> answer(Verdict.CANCELLED, Basis.WITHDRAWN);
      case RequestCancelled(Operator _, _, _) -> answer(Verdict.CANCELLED, Basis.OPERATOR);
      case RequestCancelled(SourceEvent _, _, _) -> answer(Verdict.CANCELLED, Basis.SOURCE_EVENT);
      case RequestCancelled(Successor _, _, _) -> answer(Verdict.CANCELLED, Basis.SOURCE_EVENT);
      case RequestCreated _,
          StepStarted _,
          DecisionRecorded _,
          StepApproved _,
          StepRejected _,
          StepEscalated _,
          RequestExpired _ ->
          Optional.empty();
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
