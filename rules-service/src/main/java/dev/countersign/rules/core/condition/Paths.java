package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Path;
import java.util.List;
import java.util.Optional;

/** Paths that somebody wrote into a condition. */
public final class Paths {

  private Paths() {}

  /**
   * The path, unless it is none: empty or blank-edged names, brackets, control characters, names
   * that only a prototype chain would have, indexes and lengths beyond any data.
   */
  public static Optional<Path> read(String text) {
    if (text.isBlank() || text.length() > ConditionLimits.LONGEST_PATH) {
      return Optional.empty();
    }
    var segments = List.of(text.split("\\.", -1));
    return segments.size() <= ConditionLimits.MOST_SEGMENTS
            && segments.stream().allMatch(Paths::isSegment)
        ? Optional.of(new Path(segments))
        : Optional.empty();
  }

  private static boolean isSegment(String segment) {
    var isNumber = !segment.isEmpty() && segment.chars().allMatch(it -> it >= '0' && it <= '9');
    return !segment.isEmpty()
        && segment.strip().length() == segment.length()
        && !segment.startsWith("__")
        && segment.codePoints().noneMatch(Paths::isForbidden)
        && (!isNumber || Path.isIndex(segment));
  }

  private static boolean isForbidden(int character) {
    return Character.isISOControl(character)
        || "[]{}\"'`\\".indexOf(character) >= 0
        || Character.getType(character) == Character.SURROGATE;
  }
}
