package dev.countersign.request.core;

/**
 * A person, exactly as the identity provider names them: compared byte for byte, never normalised.
 */
public record PersonId(String value) implements Comparable<PersonId> {
  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }
}
