package dev.countersign.rules.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The clocks of a step (C-08).
 *
 * @param sla when a flag is raised and the approvers are reminded
 * @param calendar the business hours in which every span of the step counts, its rungs' too; by the
 *     clock on the wall when absent
 */
public record StepClocks(Optional<Span> sla, Timeout timeout, Optional<String> calendar) {

  public static final StepClocks NONE =
      new StepClocks(Optional.empty(), new Timeout.None(), Optional.empty());

  /** A timeout and nothing else. */
  public static StepClocks of(Timeout timeout) {
    return new StepClocks(Optional.empty(), timeout, Optional.empty());
  }

  /** What a step does when nobody acts. No variant approves: I-3, time alone never approves. */
  public sealed interface Timeout {

    /** The step waits until the request expires. */
    record None() implements Timeout {}

    /** Those asked are reminded, and the step goes on waiting. */
    record Remind(Span after) implements Timeout {}

    /** That the time was over is on record, and the step goes on waiting. */
    record NotifyOnly(Span after) implements Timeout {
      public NotifyOnly(Duration after) {
        this(Span.byClock(after));
      }
    }

    /** The step ends as if it were rejected. */
    record ExpireStep(Span after) implements Timeout {}

    /** More people are asked, rung by rung; after the last one the step goes on waiting. */
    record Escalate(List<Rung> ladder) implements Timeout {
      public Escalate {
        ladder = List.copyOf(ladder);
      }
    }
  }

  /** One rung of an escalation ladder (C-15). */
  public record Rung(Span after, Target target, Mode mode, boolean resetClock) {

    /** Asks a role too and starts the clock anew: the default of C-15. */
    public static Rung of(Duration after, String role) {
      return new Rung(
          Span.byClock(after), new Target.Others(List.of(Approver.role(role))), Mode.ADD, true);
    }
  }

  /** Whom a rung asks. */
  public sealed interface Target {

    /** These. */
    record Others(List<Approver> approvers) implements Target {
      public Others {
        approvers = List.copyOf(approvers);
      }
    }

    /** The approvers of another step of the plan. It lends them; it is not waived (F-223). */
    record OfStep(String step) implements Target {}
  }

  /** What becomes of those asked so far. */
  public enum Mode {
    ADD,
    REPLACE
  }
}
