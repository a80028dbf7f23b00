package dev.countersign.rules.core.partner;

/** The slug that names a partner in tokens, headers and rows alike. */
public record PartnerId(String value) {

  private static final int SHORTEST = 2;
  private static final int LONGEST = 40;

  public PartnerId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("A partner id is [a-z0-9-]{2,40}, but was " + value);
    }
  }

  /** Whether the text is a slug {@code [a-z0-9-]{2,40}}. */
  public static boolean isValid(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().allMatch(PartnerId::isSlugCharacter);
  }

  private static boolean isSlugCharacter(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '-';
  }

  @Override
  public String toString() {
    return value;
  }
}
