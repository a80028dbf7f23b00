package dev.countersign.rules.core.policy;

import java.time.Duration;

/** What a step does when nobody acts. No variant approves: I-3, time alone never approves. */
public sealed interface StepClock {

  /** The step waits until the request expires. */
  record None() implements StepClock {}

  /** After the time, a higher tier is asked too. */
  record Escalate(Duration after, String toRole) implements StepClock {}

  /** After the time, those concerned are told, and the step goes on waiting. */
  record NotifyOnly(Duration after) implements StepClock {}

  StepClock NONE = new None();
}
