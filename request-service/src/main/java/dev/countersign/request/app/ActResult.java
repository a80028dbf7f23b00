package dev.countersign.request.app;

import dev.countersign.request.core.Refusal;
import dev.countersign.request.core.StepUp;

/** What became of a person's act. */
public sealed interface ActResult {

  /** Where the request stands right after it. */
  record Done(String status, int version, int ledgerSeq) implements ActResult {}

  record Refused(Refusal refusal) implements ActResult {}

  /** It would be obeyed, but the person has to sign in anew first. */
  record SignInRequired(StepUp stepUp) implements ActResult {}
}
