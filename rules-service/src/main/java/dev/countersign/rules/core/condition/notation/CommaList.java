package dev.countersign.rules.core.condition.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Texts separated by commas, blanks around them dropped. A text in double quotes may hold commas
 * and blanks, and a double quote as two (F-219).
 */
final class CommaList {

  private final String text;
  private final List<String> parts = new ArrayList<>();
  private int position;

  private CommaList(String text) {
    this.text = text;
  }

  /** The texts; nothing if one is empty or a quote stays open. */
  static Optional<List<String>> read(String text) {
    var list = new CommaList(text);
    return list.readAll() ? Optional.of(list.parts) : Optional.empty();
  }

  private boolean readAll() {
    do {
      skipBlanks();
      var part = isAt('"') ? quoted() : plain();
      if (part.isEmpty()) {
        return false;
      }
      parts.add(part.get());
      skipBlanks();
    } while (isPast(','));
    return position == text.length();
  }

  private Optional<String> plain() {
    int end = text.indexOf(',', position);
    var part = text.substring(position, end < 0 ? text.length() : end).strip();
    position = end < 0 ? text.length() : end;
    return part.isEmpty() ? Optional.empty() : Optional.of(part);
  }

  private Optional<String> quoted() {
    var part = new StringBuilder();
    position++;
    while (position < text.length()) {
      if (isPast('"') && !isAt('"')) {
        return Optional.of(part.toString());
      }
      part.append(text.charAt(position));
      position++;
    }
    return Optional.empty();
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private boolean isPast(char character) {
    var isThere = isAt(character);
    position += isThere ? 1 : 0;
    return isThere;
  }

  private boolean isAt(char character) {
    return position < text.length() && text.charAt(position) == character;
  }
}
