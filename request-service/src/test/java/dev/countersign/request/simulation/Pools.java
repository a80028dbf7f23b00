package dev.countersign.request.simulation;

import dev.countersign.request.core.Context;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.Settings.SelfApproval;
import dev.countersign.request.core.people.Approver.HasRole;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.step.Step;

/**
 * I-8, counted without the rules: once the directory has changed and been looked at, exactly those
 * steps are blocked that too few people can still decide.
 */
final class Pools {
  private Pools() {}

  static void check(World world, String partner, Context context) {
    for (Stored stored : world.requests().values()) {
      if (stored.partner().equals(partner) && stored.state() instanceof Pending pending) {
        pending.tracks().open().stream()
            .filter(Pools::asksRolesAlone)
            .forEach(step -> check(pending, step, context));
      }
    }
  }

  private static void check(Pending state, Step step, Context context) {
    var able =
        context.directory().people().values().stream()
            .filter(person -> isAble(person, state, step, context))
            .count();
    var tooFew = step.tally().approved() + able < step.activation().needed();
    Violation.unless(
        step.isBlocked() == tooFew, "T-19 I-8 a step waits for people who are not there");
  }

  private static boolean asksRolesAlone(Step step) {
    return step.activation().asked().stream()
        .allMatch(
            it -> it.whom() instanceof HasRole && it.branch().isEmpty() && it.location().isEmpty());
  }

  private static boolean isAble(Person person, Pending state, Step step, Context context) {
    var id = person.id();
    var holds =
        step.activation().asked().stream()
            .anyMatch(
                it -> it.whom() instanceof HasRole(var role) && person.roles().contains(role));
    var mayAsMaker =
        state.terms().settings().selfApproval() == SelfApproval.ALLOWED
            || !state.terms().makers().contains(id);
    return holds
        && mayAsMaker
        && person.isAvailable(context.now())
        && !step.reassigned().containsKey(id)
        && !hasVoted(id, state, step);
  }

  private static boolean hasVoted(PersonId id, Pending state, Step step) {
    var everywhere = state.terms().settings().sameApprover() == SameApprover.DISTINCT;
    return everywhere ? state.tracks().hasVoteFor(id) : step.hasVoteFor(id);
  }
}
