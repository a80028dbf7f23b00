package dev.countersign.request.core.step;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A sequence of steps; at most one is open (C-12). */
public record Track(String name, List<Step> steps) {
  public Track {
    steps = List.copyOf(steps);
  }

  public Optional<Step> open() {
    return steps.stream().filter(Step::isOpen).findFirst();
  }

  public Optional<Step> nextWaiting() {
    return steps.stream().filter(Step::isWaiting).findFirst();
  }

  /** A rejected or expired step ends its track (C-01). */
  public boolean isLost() {
    return steps.stream()
        .anyMatch(it -> it.status() == StepStatus.REJECTED || it.status() == StepStatus.EXPIRED);
  }

  /** Whether no step of it applies to the event. */
  public boolean isVacuous() {
    return steps.stream().allMatch(it -> it.status() == StepStatus.SKIPPED);
  }

  public boolean isWon() {
    return !isVacuous() && steps.stream().allMatch(Track::isSettled);
  }

  boolean hasApproval() {
    return steps.stream().anyMatch(step -> step.approvers().findAny().isPresent());
  }

  boolean has(int no) {
    return steps.stream().anyMatch(step -> step.no() == no);
  }

  /** The nearest step before this one that people decided; skipped ones are as if absent. */
  public Optional<Step> decidedBefore(int no) {
    return steps.reversed().stream()
        .filter(step -> step.no() < no && step.status() != StepStatus.SKIPPED)
        .findFirst()
        .filter(step -> step.status() == StepStatus.APPROVED);
  }

  Track change(UnaryOperator<Step> change) {
    return new Track(name, steps.stream().map(change).toList());
  }

  private static boolean isSettled(Step step) {
    return switch (step.status()) {
      case APPROVED, AUTO_APPROVED, SKIPPED -> true;
      case WAITING, ACTIVE, BLOCKED, REJECTED, EXPIRED, CHANGES_REQUESTED, CANCELLED -> false;
    };
  }
}
