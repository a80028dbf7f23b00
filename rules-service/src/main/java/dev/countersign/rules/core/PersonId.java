package dev.countersign.rules.core;

/** A person as the identity provider names them. Opaque: compared, never taken apart. */
public record PersonId(String value) {
  public PersonId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A person needs an id");
    }
  }
}
