package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The declared facts of an operation, by the name conditions use: a dotted path in which {@code *}
 * stands for any index of a list, or a name of its own for a fact that stands elsewhere. Under
 * {@link Exposure#DECLARED_ONLY} a condition may read nothing else (F-021).
 */
public record FactTypes(Map<String, Fact> declared, Exposure exposure) {

  /** Which facts conditions may read. */
  public enum Exposure {
    /** Any field of the data (F-047). */
    ANY_FIELD,

    /** Declared facts only: a whitelist. */
    DECLARED_ONLY
  }

  /** What every operation has: a numeric amount, a currency code, and whatever the data holds. */
  public static final FactTypes STANDARD =
      ofPaths(Map.of("amount", FactType.DECIMAL, "currency", FactType.TEXT), Exposure.ANY_FIELD);

  public FactTypes {
    declared = Map.copyOf(declared);
  }

  /** Facts that are called what their path is. */
  public static FactTypes ofPaths(Map<String, FactType> types, Exposure exposure) {
    return new FactTypes(
        types.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, it -> new Fact(Path.of(it.getKey()), it.getValue()))),
        exposure);
  }

  /** These facts, and those of every operation. A name of the context stays what it is. */
  public static FactTypes of(Map<String, Fact> declared, Exposure exposure) {
    var all = new TreeMap<>(declared);
    all.putAll(STANDARD.declared);
    return new FactTypes(all, exposure);
  }

  /** These facts, and numbers that a policy derives by itself, each called what its path is. */
  public FactTypes with(Collection<String> numbers) {
    var all = new TreeMap<>(declared);
    numbers.forEach(name -> all.put(name, new Fact(Path.of(name), FactType.DECIMAL)));
    return new FactTypes(all, exposure);
  }

  /** The fact a condition means by a path: where it stands, and its declared type. */
  public Fact of(Path name) {
    var exact = declared.get(name.toString());
    if (exact != null) {
      return exact;
    }
    var anywhere = declared.get(generic(name));
    return anywhere == null
        ? declared.values().stream()
            .filter(it -> it.path().equals(name))
            .findFirst()
            .orElseGet(() -> new Fact(name, FactType.UNDECLARED))
        : new Fact(name, anywhere.type());
  }

  /** Whether a condition may read this path. */
  public boolean exposes(Path path) {
    return exposesAll() || of(path).type() != FactType.UNDECLARED;
  }

  /** Whether a condition may read what nobody declared. */
  public boolean exposesAll() {
    return exposure == Exposure.ANY_FIELD;
  }

  /** A path with {@code *} for each index. */
  public static String generic(Path path) {
    return path.segments().stream()
        .map(segment -> Path.isIndex(segment) ? "*" : segment)
        .collect(Collectors.joining("."));
  }
}
