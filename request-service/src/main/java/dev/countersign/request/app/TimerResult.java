package dev.countersign.request.app;

import dev.countersign.request.core.Refusal;

/** What became of a timer's command. A refused one is counted and dropped. */
public sealed interface TimerResult {

  record Obeyed() implements TimerResult {}

  record Refused(Refusal refusal) implements TimerResult {}
}
