package dev.countersign.request.people;

/**
 * The characters a name may be made of. Whatever could hide, reorder or pile up text is refused,
 * because approvers must be able to trust the name they read.
 */
final class PlainText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int MOST_MARKS_IN_A_ROW = 4;

  private PlainText() {}

  /** Between one and {@code longest} code points, visible, and without trickery. */
  static boolean isName(String text, int longest) {
    var length = text.codePointCount(0, text.length());
    return length >= 1
        && length <= longest
        && text.codePoints().allMatch(PlainText::isAllowed)
        && text.codePoints().anyMatch(Character::isLetterOrDigit)
        && longestRunOfMarks(text) <= MOST_MARKS_IN_A_ROW;
  }

  private static boolean isAllowed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Bengali and other scripts need the two joiners; every other format character is invisible.
      case Character.FORMAT -> character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }

  private static int longestRunOfMarks(String text) {
    var longest = 0;
    var run = 0;
    for (var character : text.codePoints().toArray()) {
      var type = Character.getType(character);
      var isMark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      run = isMark ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
