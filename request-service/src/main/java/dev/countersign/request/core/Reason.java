package dev.countersign.request.core;

/**
 * The words a person gives. Blank means: nothing but white space and invisible format characters.
 */
public record Reason(String text) {
  public static final Reason NONE = new Reason("");

  public Reason {
    text = trim(text);
  }

  public boolean isBlank() {
    return text.isEmpty();
  }

  private static String trim(String text) {
    var visible = text.codePoints().filter(Reason::isVisible).findFirst();
    if (visible.isEmpty()) {
      return "";
    }
    var start = 0;
    while (!isVisible(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    var end = text.length();
    while (!isVisible(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isVisible(int codePoint) {
    return !Character.isWhitespace(codePoint)
        && !Character.isSpaceChar(codePoint)
        && !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.FORMAT;
  }
}
