package dev.countersign.request.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * Where a person stands in the partner: groups, the manager above, and the branches and locations
 * in whose matters the person may decide (F-135). {@code *} stands for all of them.
 */
public record Position(
    List<String> groups, Optional<String> manager, List<String> branches, List<String> locations) {

  public static final Position NONE =
      new Position(List.of(), Optional.empty(), List.of(), List.of());

  public Position {
    groups = canonical(groups);
    branches = canonical(branches);
    locations = canonical(locations);
  }

  static List<String> canonical(List<String> names) {
    return names.stream()
        .map(name -> Normalizer.normalize(name.strip(), Normalizer.Form.NFC))
        .distinct()
        .sorted()
        .toList();
  }
}
