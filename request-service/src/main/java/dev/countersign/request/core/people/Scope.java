package dev.countersign.request.core.people;

import java.util.Optional;
import java.util.Set;

/**
 * The branches and locations a person may act for (F-094, F-135). Only {@link #EVERY} stands for
 * all: a person without a branch decides nothing that is bound to one.
 */
public record Scope(Set<String> branches, Set<String> locations) {
  public static final String EVERY = "*";
  public static final Scope NONE = new Scope(Set.of(), Set.of());
  public static final Scope ALL = new Scope(Set.of(EVERY), Set.of(EVERY));

  public Scope {
    branches = Set.copyOf(branches);
    locations = Set.copyOf(locations);
  }

  /** Whether the scope contains both; what is absent is not asked for. */
  public boolean covers(Optional<String> branch, Optional<String> location) {
    return contains(branches, branch) && contains(locations, location);
  }

  private static boolean contains(Set<String> places, Optional<String> place) {
    return place.map(it -> places.contains(it) || places.contains(EVERY)).orElse(true);
  }
}
