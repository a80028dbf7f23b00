package dev.countersign.request.db;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.Settings.SameApprover;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.Anchor;
import dev.countersign.request.core.people.Approver.ManagerOf;
import dev.countersign.request.core.step.Ballot;
import dev.countersign.request.core.step.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys an open step is found by. A manager is asked as "above:2:user:…", two levels above that
 * person, and is looked up in the directory of the moment. "not:…" takes out who handed their place
 * on, and "voted:…" who served already, where the rows of the iteration's votes do not say so.
 */
final class SearchKeys {
  private static final char SEPARATOR = '\u001f';

  private final Pending state;
  private final Step step;
  private final Set<String> keys = new LinkedHashSet<>();

  private SearchKeys(Pending state, Step step) {
    this.state = state;
    this.step = step;
  }

  static List<String> of(Pending state, Step step) {
    var search = new SearchKeys(state, step);
    search.step.activation().asked().forEach(search::add);
    step.reassigned().keySet().stream()
        .sorted()
        .forEach(person -> search.keys.add("not:" + person.value()));
    search.served().forEach(person -> search.keys.add("voted:" + person.value()));
    return List.copyOf(search.keys);
  }

  private void add(Approver approver) {
    for (String key : keysOf(approver)) {
      var scoped = approver.branch().isPresent() || approver.location().isPresent();
      keys.add(
          scoped
              ? key
                  + SEPARATOR
                  + approver.branch().orElse("")
                  + SEPARATOR
                  + approver.location().orElse("")
              : key);
    }
  }

  private List<String> keysOf(Approver approver) {
    return approver.whom() instanceof ManagerOf(var anchor, var levels)
        ? above(anchor, levels, step.activation().rung())
        : List.of(StepColumns.keyOf(approver));
  }

  private List<String> above(Anchor anchor, int levels, int rung) {
    var found = new ArrayList<String>();
    for (PersonId person : anchor == Anchor.MAKER ? state.terms().makers() : approversBefore()) {
      found.add("above:" + levels + ":user:" + person.value());
    }
    if (anchor == Anchor.APPROVER && rung > 0) {
      step.plan().approvers().forEach(below -> found.addAll(aboveOne(below, levels)));
    }
    return found;
  }

  /** A rung asks for the managers of whoever the step itself asks. */
  private List<String> aboveOne(Approver below, int levels) {
    return below.whom() instanceof ManagerOf(var anchor, var more)
        ? above(anchor, levels + more, 0)
        : List.of("above:" + levels + ":" + StepColumns.keyOf(below));
  }

  private Set<PersonId> approversBefore() {
    var people = new TreeSet<PersonId>();
    state
        .tracks()
        .trackOf(step.no())
        .decidedBefore(step.no())
        .ifPresent(before -> before.approvers().forEach(people::add));
    return people;
  }

  private Set<PersonId> served() {
    var people = new TreeSet<PersonId>();
    var settings = state.terms().settings();
    var isFirst = state.terms().pinned().iteration() == 1;
    if (isFirst && settings.sameApprover() != SameApprover.COUNT_ONCE) {
      return people;
    }
    var served =
        settings.sameApprover() == SameApprover.DISTINCT ? state.tracks().steps() : List.of(step);
    for (Step one : served) {
      for (Ballot ballot : one.ballots()) {
        people.add(ballot.by());
        ballot.onBehalfOf().ifPresent(people::add);
      }
    }
    return people;
  }
}
