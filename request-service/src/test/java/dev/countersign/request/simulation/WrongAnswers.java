package dev.countersign.request.simulation;

import static dev.countersign.request.simulation.Mutants.replacing;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestEvent.AssignmentReassigned;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.RequestEvent.RequestRejected;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import dev.countersign.request.core.RequestEvent.StepEscalated;
import dev.countersign.request.core.RequestEvent.StepExpired;
import dev.countersign.request.core.RequestEvent.StepRejected;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Terms;
import dev.countersign.request.core.Vote;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Tally;
import dev.countersign.request.simulation.Mutants.Mutant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules that say something else than what follows. */
final class WrongAnswers {
  private WrongAnswers() {}

  static List<Mutant> all() {
    return Stream.of(ofEndings(), ofSteps(), ofIterations(), ofPeople())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> ofEndings() {
    return List.of(
        replacing(
            "time approves instead of expiring",
            event ->
                event instanceof RequestExpired expired
                    ? new RequestApproved(List.of(), expired.at(), expired.at())
                    : event),
        replacing(
            "a rejection approves the step",
            event ->
                event instanceof StepRejected(var no, var tally, var at)
                    ? new StepApproved(no, tally, at)
                    : event),
        replacing(
            "a rejection approves the request",
            event ->
                event instanceof RequestRejected rejected
                    ? new RequestApproved(List.of(), rejected.at(), rejected.at())
                    : event),
        replacing(
            "an expired step approves",
            event ->
                event instanceof StepExpired(var no, var at)
                    ? new StepApproved(no, new Tally(1, 0, 1, 1), at)
                    : event),
        replacing(
            "a lost pool rejects",
            event ->
                event instanceof StepBlocked(var no, _, _, var at)
                    ? new StepRejected(no, new Tally(0, 1, 1, 1), at)
                    : event));
  }

  private static List<Mutant> ofSteps() {
    return List.of(
        replacing(
            "a hold is skipped",
            event ->
                event instanceof RequestApproved(var by, _, _, var at)
                    ? new RequestApproved(by, at, at)
                    : event),
        replacing(
            "nobody reviews what a maker approved",
            event ->
                event instanceof RequestApproved(var by, var from, _, var at)
                    ? new RequestApproved(by, from, at)
                    : event),
        replacing(
            "an escalation climbs two rungs",
            event ->
                event instanceof StepEscalated(var no, var rung, var pool, var at)
                    ? new StepEscalated(no, rung + 1, pool, at)
                    : event),
        replacing(
            "a revision forgets its makers",
            event ->
                event instanceof IterationStarted(var why, var from, var t, var tracks, var at)
                    ? new IterationStarted(
                        why,
                        from,
                        new Terms(
                            t.operation(),
                            Set.of(Cast.MAKER),
                            t.pinned(),
                            t.expiresAt(),
                            t.settings()),
                        tracks,
                        at)
                    : event));
  }

  private static List<Mutant> ofIterations() {
    return List.of(
        replacing(
            "an iteration keeps its number",
            event ->
                event instanceof IterationStarted(var why, var from, var t, var tracks, var at)
                    ? new IterationStarted(
                        why,
                        from,
                        new Terms(
                            t.operation(),
                            t.makers(),
                            new Seen(
                                t.pinned().payload(),
                                t.pinned().iteration() - 1,
                                t.pinned().policyVersion()),
                            t.expiresAt(),
                            t.settings()),
                        tracks,
                        at)
                    : event),
        replacing(
            "a vote counts for somebody else",
            event ->
                event instanceof DecisionRecorded d
                    ? new DecisionRecorded(
                        d.step(),
                        new Ballot(
                            Cast.MAKER,
                            Optional.empty(),
                            d.ballot().vote(),
                            d.ballot().eligibleFor()),
                        d.reason(),
                        d.moved(),
                        d.tally(),
                        d.at())
                    : event));
  }

  private static List<Mutant> ofPeople() {
    return List.of(
        replacing(
            "a place goes to the maker",
            event ->
                event instanceof AssignmentReassigned r
                    ? new AssignmentReassigned(
                        r.step(), r.by(), r.from(), Cast.MAKER, r.reason(), r.at())
                    : event),
        replacing(
            "the witness is the actor",
            event ->
                event instanceof RequestOverridden o
                    ? new RequestOverridden(o.by(), o.by(), o.justification(), o.reviewBy(), o.at())
                    : event),
        replacing(
            "any vote is an approval",
            event ->
                event instanceof DecisionRecorded d && d.ballot().vote() != Vote.APPROVE
                    ? new DecisionRecorded(
                        d.step(),
                        new Ballot(
                            d.ballot().by(),
                            d.ballot().onBehalfOf(),
                            Vote.APPROVE,
                            d.ballot().eligibleFor()),
                        d.reason(),
                        d.moved(),
                        d.tally(),
                        d.at())
                    : event),
        replacing(
            "two approve alike",
            event ->
                event instanceof StepStarted(var no, var pool, _, var at)
                    ? new StepStarted(
                        no,
                        pool,
                        List.of(
                            new Ballot(
                                new PersonId("alice"), Optional.empty(), Vote.APPROVE, Set.of(no))),
                        at)
                    : event));
  }
}
