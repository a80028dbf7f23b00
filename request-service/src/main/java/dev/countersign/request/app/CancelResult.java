package dev.countersign.request.app;

import dev.countersign.request.core.Refusal;

/** What became of a cancellation. */
public sealed interface CancelResult {

  record Cancelled(int version, int ledgerSeq) implements CancelResult {}

  record Refused(Refusal refusal) implements CancelResult {}
}
