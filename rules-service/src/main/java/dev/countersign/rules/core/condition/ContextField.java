package dev.countersign.rules.core.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Facts the engine knows of every operation, wherever its events hold them. A condition finds them
 * before a field of the same name in the data (F-049).
 */
public enum ContextField {
  AMOUNT(0, "amount"),
  CURRENCY(1, "currency"),
  LOC_CODE(2, "loc_code", "branch"),
  PERSON_ID(3, "person_id"),
  REFERENCE(4, "reference"),
  MAKER(5, "maker");

  private final int slot;
  private final String name;
  private final String alias;

  ContextField(int slot, String name) {
    this(slot, name, name);
  }

  ContextField(int slot, String name, String alias) {
    this.slot = slot;
    this.name = name;
    this.alias = alias;
  }

  /** The names conditions use, the source document's first. */
  public List<String> names() {
    return name.equals(alias) ? List.of(name) : List.of(name, alias);
  }

  /** Its place among the fields of a context. */
  int slot() {
    return slot;
  }

  /** The field that conditions call so. */
  public static Optional<ContextField> named(String name) {
    return Stream.of(values()).filter(field -> field.names().contains(name)).findFirst();
  }
}
