package dev.countersign.request.core.step;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.people.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step and its votes, one per person.
 *
 * <pre>
 * WAITING → ACTIVE → APPROVED | REJECTED | EXPIRED | CANCELLED
 * WAITING → CANCELLED      SKIPPED and AUTO_APPROVED are born so
 * </pre>
 */
public record Step(
    StepPlan plan, StepStatus status, Activation activation, Map<PersonId, Vote> votes) {

  /** What was fixed when the step started, and the rungs of its ladder claimed since. */
  public record Activation(
      int needed,
      int poolSize,
      int rung,
      Optional<Role> escalatedTo,
      Optional<Instant> startedAt,
      Optional<Instant> dueAt) {
    static final Activation NOT_YET =
        new Activation(0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Step {
    // Insertion order is the order of the votes.
    votes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(votes));
  }

  public static Step planned(StepPlan plan) {
    var status =
        switch (plan.state()) {
          case WAITING -> StepStatus.WAITING;
          case SKIPPED -> StepStatus.SKIPPED;
          case AUTO_APPROVED -> StepStatus.AUTO_APPROVED;
        };
    return new Step(plan, status, Activation.NOT_YET, Map.of());
  }

  public int no() {
    return plan.no();
  }

  public boolean isWaiting() {
    return status == StepStatus.WAITING;
  }

  public boolean isActive() {
    return status == StepStatus.ACTIVE;
  }

  /** The roles that may decide now: the planned one and the one it was escalated to. */
  public Set<Role> roles() {
    return activation
        .escalatedTo()
        .filter(role -> !role.equals(plan.role()))
        .map(role -> Set.of(plan.role(), role))
        .orElse(Set.of(plan.role()));
  }

  public boolean hasVoteOf(PersonId person) {
    return votes.containsKey(person);
  }

  public Tally tally() {
    return new Tally(
        count(Vote.APPROVE), count(Vote.REJECT), activation.needed(), activation.poolSize());
  }

  public boolean isQuorumMet() {
    return count(Vote.APPROVE) >= activation.needed();
  }

  public boolean isRejectionRuleMet() {
    var rejected = count(Vote.REJECT);
    return switch (plan.rejectionRule()) {
      case FIRST_REJECTION -> rejected > 0;
      // I-8: enough rejections, not a small pool, end the step.
      case UNREACHABLE -> rejected > Math.max(0, activation.poolSize() - activation.needed());
    };
  }

  public Step started(Pool pool, Optional<Instant> dueAt, Instant at) {
    var needed = plan.quorum().neededOf(pool.size());
    return new Step(
        plan,
        StepStatus.ACTIVE,
        new Activation(needed, pool.size(), 0, Optional.empty(), Optional.of(at), dueAt),
        votes);
  }

  public Step with(PersonId person, Vote vote) {
    var next = new LinkedHashMap<>(votes);
    next.put(person, vote);
    return new Step(plan, status, activation, next);
  }

  public Step escalated(int rung, Role target, Optional<Instant> dueAt) {
    var next =
        new Activation(
            activation.needed(),
            activation.poolSize(),
            rung,
            Optional.of(target),
            activation.startedAt(),
            dueAt);
    return new Step(plan, status, next, votes);
  }

  public Step as(StepStatus next) {
    return new Step(plan, next, activation, votes);
  }

  private int count(Vote vote) {
    return (int) votes.values().stream().filter(vote::equals).count();
  }
}
