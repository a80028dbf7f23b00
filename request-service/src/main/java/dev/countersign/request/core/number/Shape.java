package dev.countersign.request.core.number;

/**
 * The numbers of a format as characters: what stands is meant, {@link #DIGIT} is any digit, and
 * further digits may follow at the end.
 */
record Shape(String characters) {
  private static final char DIGIT = '*';

  static Shape of(NumberFormat format) {
    var characters = new StringBuilder();
    for (Part part : format.parts()) {
      switch (part) {
        case Part.Text(var text) -> characters.append(text);
        case Part.Calendar(var token) -> characters.repeat(DIGIT, token.digits());
      }
    }
    return new Shape(characters.repeat(DIGIT, format.padding()).toString());
  }

  boolean canMeet(Shape other) {
    var longest = Math.max(characters.length(), other.characters.length());
    for (var at = 0; at < longest; at++) {
      if (!canMeet(at(at), other.at(at))) {
        return false;
      }
    }
    return true;
  }

  private char at(int index) {
    return index < characters.length() ? characters.charAt(index) : DIGIT;
  }

  private static boolean canMeet(char one, char other) {
    return one == other || isDigit(one, other) || isDigit(other, one);
  }

  private static boolean isDigit(char wildcard, char character) {
    return wildcard == DIGIT && character >= '0' && character <= '9';
  }
}
