package dev.countersign.request.app;

import dev.countersign.request.core.StepUp;

/** What became of a person's standing by somebody else's override. */
public sealed interface Attestation {

  /** It serves for ten minutes, for this attempt. */
  record Given(Witnesses.Attempt attempt) implements Attestation {}

  /** The partner has no such request. */
  record UnknownRequest() implements Attestation {}

  /** It would be noted, but the person has to sign in anew first. */
  record SignInRequired(StepUp stepUp) implements Attestation {}
}
