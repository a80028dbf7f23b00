package dev.countersign.notification.core;

import java.time.Duration;

/** What an attempt leads to. */
public sealed interface NextStep {

  record Sent() implements NextStep {}

  record Suppress(String reason) implements NextStep {}

  record TryAgain(Duration in, String reason) implements NextStep {}

  /** Stays visible; only an operator revives it. */
  record GiveUp(String reason) implements NextStep {}
}
