package dev.countersign.request.core;

import dev.countersign.request.core.Eligibility.Right;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which open step an approval counts for when the pools of parallel tracks overlap: votes
 * are matched to the open places so that as many places as possible can still be filled.
 */
final class Crediting {

  /** Where the vote counts, and which earlier votes count elsewhere from now on. */
  record Placing(Right right, Map<PersonId, Integer> moved) {}

  private Crediting() {}

  static Placing place(PersonId by, List<Right> rights, Pending state, Context context) {
    var open = state.tracks().open();
    var distinct = state.terms().settings().sameApprover() == SameApprover.DISTINCT;
    if (!distinct || open.size() < 2) {
      return new Placing(rights.getFirst(), Map.of());
    }
    var matching = new Matching(placesOf(open));
    var current = new LinkedHashMap<PersonId, Integer>();
    for (Step step : open) {
      for (Ballot ballot : step.ballots()) {
        if (ballot.vote() == Vote.APPROVE) {
          current.put(ballot.by(), step.no());
          matching.seat(ballot.by(), step.no(), ballot.eligibleFor());
        }
      }
    }
    matching.add(by, stepsOf(rights));
    peopleStillAble(by, open, new Eligibility(state, context)).forEach(matching::add);
    return placing(by, rights, current, matching);
  }

  private static Placing placing(
      PersonId by, List<Right> rights, Map<PersonId, Integer> current, Matching matching) {
    var moved = new LinkedHashMap<PersonId, Integer>();
    current.forEach((voter, step) -> {
      var next = matching.placeOf(voter).orElse(step);
      if (!next.equals(step)) {
        moved.put(voter, next);
      }
    });
    var chosen = matching.placeOf(by).orElseThrow();
    var right = rights.stream().filter(it -> it.step().no() == chosen).findFirst().orElseThrow();
    return new Placing(right, moved);
  }

  static Set<Integer> stepsOf(List<Right> rights) {
    return rights.stream().map(right -> right.step().no()).collect(Collectors.toSet());
  }

  private static Map<Integer, Integer> placesOf(List<Step> open) {
    var places = new LinkedHashMap<Integer, Integer>();
    open.forEach(step -> places.put(step.no(), step.activation().needed()));
    return places;
  }

  private static Map<PersonId, Set<Integer>> peopleStillAble(
      PersonId by, List<Step> open, Eligibility eligibility) {
    var able = new LinkedHashMap<PersonId, Set<Integer>>();
    for (Step step : open) {
      for (PersonId person : eligibility.poolOf(step, step.activation().asked())) {
        if (!person.equals(by)) {
          able.computeIfAbsent(person, _ -> new java.util.TreeSet<>()).add(step.no());
        }
      }
    }
    return able;
  }
}
