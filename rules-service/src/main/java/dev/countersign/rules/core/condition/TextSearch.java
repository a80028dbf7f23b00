package dev.countersign.rules.core.condition;

/**
 * Finds one text in others in time linear in their length, whatever either is made of: the search
 * of the JDK is quick on what occurs, and quadratic on what an attacker would send.
 */
public final class TextSearch {

  /** Up to this product of lengths, quadratic is no harm. */
  private static final int HARMLESS = 1 << 15;

  private final String wanted;
  private final int[] fallback;

  public TextSearch(String wanted) {
    this.wanted = wanted;
    this.fallback = fallbacks(wanted);
  }

  public boolean isIn(String text) {
    return (long) text.length() * wanted.length() <= HARMLESS
        ? text.contains(wanted)
        : isFoundIn(text);
  }

  /** Knuth, Morris and Pratt: never looks at a character of the text twice. */
  private boolean isFoundIn(String text) {
    int matched = 0;
    for (int index = 0; index < text.length() && matched < wanted.length(); index++) {
      matched = next(matched, text.charAt(index));
    }
    return matched == wanted.length();
  }

  private int next(int matched, char character) {
    int length = matched;
    while (length > 0 && wanted.charAt(length) != character) {
      length = fallback[length - 1];
    }
    return wanted.charAt(length) == character ? length + 1 : 0;
  }

  private static int[] fallbacks(String wanted) {
    var table = new int[wanted.length()];
    int length = 0;
    for (int index = 1; index < wanted.length(); index++) {
      while (length > 0 && wanted.charAt(length) != wanted.charAt(index)) {
        length = table[length - 1];
      }
      if (wanted.charAt(length) == wanted.charAt(index)) {
        length++;
      }
      table[index] = length;
    }
    return table;
  }
}
