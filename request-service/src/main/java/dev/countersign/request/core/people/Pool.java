package dev.countersign.request.core.people;

import dev.countersign.request.core.PersonId;
import java.util.List;

/** How many people could decide when a step started, and whom to tell: names, or the whole role. */
public record Pool(int size, Role role, List<PersonId> named) {
  /** Above this many people a message names the role instead of the people. */
  public static final int MOST_NAMED = 50;

  public Pool {
    named = List.copyOf(named);
  }

  public static Pool of(Role role, List<PersonId> eligible) {
    var few = eligible.size() <= MOST_NAMED;
    return new Pool(eligible.size(), role, few ? eligible : List.of());
  }

  public boolean namesPeople() {
    return size <= MOST_NAMED;
  }
}
