package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The declared types of an operation's facts, by dotted path; {@code *} stands for any index of a
 * list. Under {@link Exposure#DECLARED_ONLY} a condition may read nothing else (F-021).
 */
public record FactTypes(Map<String, FactType> declared, Exposure exposure) {

  /** Which facts conditions may read. */
  public enum Exposure {
    /** Any field of the data (F-047). */
    ANY_FIELD,
    /** Declared facts only: a whitelist. */
    DECLARED_ONLY
  }

  /** What every operation has: a numeric amount, a currency code, and whatever the data holds. */
  public static final FactTypes STANDARD =
      new FactTypes(
          Map.of("amount", FactType.DECIMAL, "currency", FactType.TEXT), Exposure.ANY_FIELD);

  public FactTypes {
    declared = Map.copyOf(declared);
  }

  /** The declared type of a path. */
  public FactType of(Path path) {
    var exact = declared.get(path.toString());
    return exact != null ? exact : declared.getOrDefault(generic(path), FactType.UNDECLARED);
  }

  /** Whether a condition may read this path. */
  public boolean exposes(Path path) {
    return exposesAll() || of(path) != FactType.UNDECLARED;
  }

  /** Whether a condition may read what nobody declared. */
  public boolean exposesAll() {
    return exposure == Exposure.ANY_FIELD;
  }

  private static String generic(Path path) {
    return path.segments().stream()
        .map(segment -> Path.isIndex(segment) ? "*" : segment)
        .collect(Collectors.joining("."));
  }
}
