package dev.countersign.request.core;

import dev.countersign.request.core.Explaining.Place;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.people.Anchors;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Pool;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.Tracks;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * G-ACTOR: who may decide which open step now. Exclusions come first and beat every inclusion
 * the maker set, leave, what somebody has decided already, a place that was handed on.
 */
final class Eligibility {

  /** A step somebody may decide, in their own right or for another person. */
  record Right(Step step, Optional<PersonId> principal) {}

  private final Terms terms;
  private final Tracks tracks;
  private final Context context;

  Eligibility(Pending state, Context context) {
    this.terms = state.terms();
    this.tracks = state.tracks();
    this.context = context;
  }

  /** The open steps this person may decide, in the order of the tracks. */
  List<Right> rightsOf(PersonId person) {
    return tracks.open().stream()
        .map(step -> rightIn(step, person))
        .flatMap(Optional::stream)
        .toList();
  }

  boolean mayDecide(Step step, PersonId person) {
    return isIncluded(step, person)
        && context.directory().isAmong(person, askedBy(step), anchorsOf(step));
  }

  /** Everyone who may decide the step if it asks these. */
  Collection<PersonId> poolOf(Step step, List<Approver> asked) {
    return context.directory().among(asked, anchorsOf(step)).stream()
        .filter(person -> isIncluded(step, person))
        .toList();
  }

  Pool pool(Step step) {
    var asked = askedBy(step);
    return Pool.of(asked, poolOf(step, asked));
  }

  /** How many more people could still vote in the step. */
  int ableIn(Step step) {
    return poolOf(step, askedBy(step)).size();
  }

  /** I-8: whether the people who are there now can still meet the quorum. */
  boolean isReachable(Step step) {
    return step.tally().approved() + ableIn(step) >= step.activation().needed();
  }

  /** Everybody the step asks, whether they may act there now or not. */
  Collection<PersonId> namedBy(Step step) {
    return context.directory().named(askedBy(step), anchorsOf(step));
  }

  /** Why somebody the step asks may decide it or may not: in the order of the exclusions. */
  Place placeOf(Step step, PersonId person) {
    var known = context.directory().find(person);
    if (terms.excludes(person)) {
      return Place.MAKER;
    }
    if (!known.map(Person::active).orElse(false)) {
      return Place.INACTIVE;
    }
    if (known.flatMap(Person::serviceAccountOf).isPresent()) {
      return Place.SERVICE_ACCOUNT;
    }
    if (!isAvailable(person)) {
      return Place.ON_LEAVE;
    }
    if (hasServed(step, person)) {
      return Place.ALREADY_DECIDED;
    }
    if (step.isReassignedFrom(person)) {
      return Place.HANDED_ON;
    }
    return mayDecide(step, person) ? Place.ELIGIBLE : Place.OUT_OF_SCOPE;
  }

  /** The same for somebody who was lent the right of {@code principal}. */
  Place placeOfDelegate(Step step, PersonId person, PersonId principal) {
    if (terms.makers().contains(person)) {
      return Place.MAKER;
    }
    var own = placeOf(step, person);
    if (own != Place.ELIGIBLE && own != Place.OUT_OF_SCOPE) {
      return own;
    }
    return !terms.makers().contains(principal) && mayDecide(step, principal)
        ? Place.ELIGIBLE
        : Place.DELEGATOR_NOT_ELIGIBLE;
  }

  private Optional<Right> rightIn(Step step, PersonId person) {
    if (mayDecide(step, person)) {
      return Optional.of(new Right(step, Optional.empty()));
    }
    // SD-02, SD-03: a delegation neither comes from the maker set nor goes to it.
    if (!isIncluded(step, person) || terms.makers().contains(person)) {
      return Optional.empty();
    }
    return context.directory().delegations().stream()
        .filter(it -> it.to().equals(person) && it.covers(terms.operation(), context.now()))
        .map(it -> it.from())
        .filter(principal -> !terms.makers().contains(principal) && mayDecide(step, principal))
        .sorted()
        .findFirst()
        .map(principal -> new Right(step, Optional.of(principal)));
  }

  private boolean isIncluded(Step step, PersonId person) {
    return !terms.excludes(person)
        && isAvailable(person)
        && !step.isReassignedFrom(person)
        && !hasServed(step, person);
  }

  private boolean isAvailable(PersonId person) {
    return context.directory().find(person).map(this::isAvailable).orElse(false);
  }

  private boolean isAvailable(Person person) {
    return person.isAvailable(context.now());
  }

  /** I-6: people are counted, and a second account makes no second person. */
  private boolean hasServed(Step step, PersonId person) {
    return hasVoted(step, person)
        || context.directory().otherAccountsOf(person).stream()
            .anyMatch(account -> hasVoted(step, account));
  }

  private boolean hasVoted(Step step, PersonId person) {
    return terms.settings().sameApprover() == SameApprover.DISTINCT
        ? tracks.hasVoteFor(person)
        : tracks.step(step.no()).hasVoteFor(person);
  }

  private static List<Approver> askedBy(Step step) {
    return step.isOpen() ? step.activation().asked() : step.plan().approvers();
  }

  /** A rung asks for the managers of the step's own approvers, the step for those before it. */
  private Anchors anchorsOf(Step step) {
    Set<PersonId> before =
        tracks
            .trackOf(step.no())
            .decidedBefore(step.no())
            .map(it -> it.approvers().collect(Collectors.toSet()))
            .orElse(Set.of());
    var anchors = new Anchors(terms.makers(), before);
    if (step.activation().rung() == 0) {
      return anchors;
    }
    var approvers = new HashSet<>(before);
    approvers.addAll(context.directory().among(step.plan().approvers(), anchors));
    return new Anchors(terms.makers(), approvers);
  }
}
