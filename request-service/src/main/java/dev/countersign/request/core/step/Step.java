package dev.countersign.request.core.step;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.people.Pool;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step, its votes in the order they were given, and whose place in it was handed on.
 *
 * <pre>
 * WAITING → ACTIVE → APPROVED | REJECTED | EXPIRED | CHANGES_REQUESTED | CANCELLED
 * WAITING → CANCELLED      ACTIVE ⇄ BLOCKED      SKIPPED and AUTO_APPROVED are born so
 * </pre>
 */
public record Step(
    StepPlan plan,
    StepStatus status,
    Activation activation,
    List<Ballot> ballots,
    Map<PersonId, PersonId> reassigned) {

  public Step {
    ballots = List.copyOf(ballots);
    reassigned = Map.copyOf(reassigned);
  }

  public static Step planned(StepPlan plan) {
    var status =
        switch (plan.state()) {
          case WAITING -> StepStatus.WAITING;
          case SKIPPED -> StepStatus.SKIPPED;
          case AUTO_APPROVED -> StepStatus.AUTO_APPROVED;
        };
    return new Step(plan, status, Activation.NOT_YET, List.of(), Map.of());
  }

  public int no() {
    return plan.no();
  }

  public boolean isWaiting() {
    return status == StepStatus.WAITING;
  }

  /** Whether people are asked now, be there enough of them or not. */
  public boolean isOpen() {
    return status == StepStatus.ACTIVE || status == StepStatus.BLOCKED;
  }

  public boolean isBlocked() {
    return status == StepStatus.BLOCKED;
  }

  public boolean hasVoteFor(PersonId person) {
    return ballots.stream().anyMatch(ballot -> ballot.speaksFor(person));
  }

  /** Whether the person handed their place in this step to another one. */
  public boolean isReassignedFrom(PersonId person) {
    return reassigned.containsKey(person);
  }

  public Stream<PersonId> approvers() {
    return ballots.stream().filter(it -> it.vote() == Vote.APPROVE).map(Ballot::by);
  }

  public Tally tally() {
    return new Tally(
        count(Vote.APPROVE), count(Vote.REJECT), activation.needed(), activation.poolSize());
  }

  public boolean isQuorumMet() {
    return activation.needed() > 0 && count(Vote.APPROVE) >= activation.needed();
  }

  public boolean isRejectionRuleMet() {
    return plan.rejectionRule().isMetBy(tally());
  }

  public Step started(Pool pool, List<Ballot> credited, Instant at) {
    var activated = Activation.of(plan, pool.size(), at);
    return new Step(plan, StepStatus.ACTIVE, activated, credited, reassigned);
  }

  public Step with(Ballot ballot) {
    return with(Stream.concat(ballots.stream(), Stream.of(ballot)).toList());
  }

  public Step without(PersonId voter) {
    return with(ballots.stream().filter(ballot -> !ballot.by().equals(voter)).toList());
  }

  public Step escalated(int rung, Pool pool, Instant at) {
    return with(activation.climbed(plan, rung, pool, at));
  }

  public Step signalled(Activation.Signal signal) {
    return with(activation.signalled(signal));
  }

  /** The place moves; who gets one back may act again. */
  public Step reassigned(PersonId from, PersonId to) {
    var moved = new LinkedHashMap<>(reassigned);
    moved.remove(to);
    moved.put(from, to);
    return new Step(plan, status, activation, ballots, moved);
  }

  public Step as(StepStatus next) {
    return new Step(plan, next, activation, ballots, reassigned);
  }

  public Optional<Instant> clockFrom() {
    return activation.clockFrom();
  }

  private Step with(List<Ballot> votes) {
    return new Step(plan, status, activation, votes, reassigned);
  }

  private Step with(Activation next) {
    return new Step(plan, status, next, ballots, reassigned);
  }

  private int count(Vote vote) {
    return (int) ballots.stream().map(Ballot::vote).filter(vote::equals).count();
  }
}
