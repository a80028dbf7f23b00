package dev.countersign.request.app;

import dev.countersign.request.core.Refusal;

/** What became of a person's act. */
public sealed interface ActResult {

  /** Where the request stands right after it. */
  record Done(String status, int version, int ledgerSeq) implements ActResult {}

  record Refused(Refusal refusal) implements ActResult {}
}
