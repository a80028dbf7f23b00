package dev.countersign.request.ui;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a text may hide from the eye (OUT-11): characters nobody sees, and letters or digits that
 * look like others. Whole words of another script are no oddity; a mixture with Latin is.
 */
final class Oddities {
  private static final int MOST_NAMED = 4;

  /** The scripts whose letters pass for Latin ones. */
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE);

  private Oddities() {}

  /** Their numbers, or an empty text. */
  static String of(String text) {
    var mixed = isMixed(text);
    var odd =
        text.codePoints()
            .filter(it -> isHidden(it) || isTwin(it) || (mixed && isAlike(it)))
            .boxed()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (odd.isEmpty()) {
      return "";
    }
    var named =
        odd.stream().limit(MOST_NAMED).map("U+%04X"::formatted).collect(Collectors.joining(", "));
    return odd.size() > MOST_NAMED ? named + ", …" : named;
  }

  private static boolean isMixed(String text) {
    return text.codePoints().anyMatch(it -> UnicodeScript.of(it) == UnicodeScript.LATIN)
        && text.codePoints().anyMatch(Oddities::isAlike);
  }

  private static boolean isAlike(int codePoint) {
    return ALIKE.contains(UnicodeScript.of(codePoint));
  }

  private static boolean isHidden(int codePoint) {
    var type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.PRIVATE_USE
        || (type == Character.CONTROL && codePoint != '\n' && codePoint != '\t')
        || codePoint == 0x115F
        || codePoint == 0x3164;
  }

  /** Full-width forms, mathematical letters, and digits that belong to no script of their own. */
  private static boolean isTwin(int codePoint) {
    return (codePoint >= 0xFF01 && codePoint <= 0xFF5E)
        || (codePoint >= 0x1D400 && codePoint <= 0x1D7FF)
        || codePoint == 0x00A0
        || (codePoint >= 0x2000 && codePoint <= 0x200A);
  }
}
