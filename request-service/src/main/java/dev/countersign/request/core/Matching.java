package dev.countersign.request.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A maximum matching of people to places by augmenting paths. Whoever has a place once keeps one,
 * though perhaps another.
 */
final class Matching {
  private final Map<Integer, Integer> capacity;
  private final Map<PersonId, Set<Integer>> wishes = new LinkedHashMap<>();
  private final Map<PersonId, Integer> seated = new LinkedHashMap<>();

  Matching(Map<Integer, Integer> capacity) {
    this.capacity = capacity;
  }

  /** Somebody who has a place already. */
  void seat(PersonId person, int place, Set<Integer> wished) {
    wishes.put(person, new TreeSet<>(wished));
    seated.put(person, place);
  }

  /** Somebody who takes a place if one can be freed by moving others. */
  void add(PersonId person, Set<Integer> wished) {
    wishes.put(person, new TreeSet<>(wished));
    augment(person, new HashSet<>());
  }

  Optional<Integer> placeOf(PersonId person) {
    return Optional.ofNullable(seated.get(person));
  }

  private boolean augment(PersonId person, Set<Integer> tried) {
    for (int place : wishes.getOrDefault(person, Set.of())) {
      if (capacity.containsKey(place) && tried.add(place) && makeRoom(place, tried)) {
        seated.put(person, place);
        return true;
      }
    }
    return false;
  }

  private boolean makeRoom(int place, Set<Integer> tried) {
    var sitting = seated.entrySet().stream().filter(it -> it.getValue() == place).toList();
    return sitting.size() < capacity.getOrDefault(place, 0)
        || sitting.stream().anyMatch(seat -> augment(seat.getKey(), tried));
  }
}
