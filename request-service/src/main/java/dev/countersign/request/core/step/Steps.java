package dev.countersign.request.core.step;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The steps of one track, in order. At most one is active. */
public record Steps(List<Step> all) {
  public Steps {
    all = List.copyOf(all);
  }

  public Optional<Step> active() {
    return all.stream().filter(Step::isActive).findFirst();
  }

  public Optional<Step> nextWaiting() {
    return all.stream().filter(Step::isWaiting).findFirst();
  }

  public boolean hasVoteOf(PersonId person) {
    return all.stream().anyMatch(step -> step.hasVoteOf(person));
  }

  /** Those who approved, in the order of the steps and of the votes. */
  public List<PersonId> approvers() {
    return all.stream()
        .flatMap(step -> step.votes().entrySet().stream())
        .filter(vote -> vote.getValue() == Vote.APPROVE)
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  public Steps change(int no, UnaryOperator<Step> change) {
    return new Steps(
        all.stream().map(step -> step.no() == no ? change.apply(step) : step).toList());
  }

  /** The steps of a request that ends: the active one becomes {@code last}, later ones lapse. */
  public Steps closed(StepStatus last) {
    return new Steps(all.stream().map(step -> close(step, last)).toList());
  }

  private static Step close(Step step, StepStatus last) {
    if (step.isActive()) {
      return step.as(last);
    }
    return step.isWaiting() ? step.as(StepStatus.CANCELLED) : step;
  }
}
