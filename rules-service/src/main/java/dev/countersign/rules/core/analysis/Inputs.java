package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.condition.Equality;
import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.money.SignRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The inputs that stand for all others: of each fact, amount and instant the values at which some
 * test of the policy changes its answer, and one beside each. Between two of them no test can tell
 * inputs apart.
 */
final class Inputs {

  private static final Set<String> KNOWN_ELSEWHERE =
      Set.of("currency", "maker", "makerReason", "branch", "loc_code", "contributors");
  private static final String AMOUNT = "amount";
  private static final List<Value> TRUTHS =
      List.of(new Value.Bool(true), new Value.Bool(false), Value.MISSING);
  private static final BigDecimal SHORTER = new BigDecimal("0.7");

  private final Map<String, TreeSet<BigDecimal>> numbers = new TreeMap<>();
  private final Map<String, Set<Value>> literals = new TreeMap<>();
  private final Set<String> truths = new TreeSet<>();
  private final Set<String> neverNegative = new TreeSet<>();
  private final Map<String, TreeSet<BigDecimal>> amounts = new TreeMap<>();
  private final TreeSet<BigDecimal> anyAmounts = new TreeSet<>();
  private final TreeSet<Instant> instants = new TreeSet<>(Set.of(Instant.EPOCH));

  /** Whether the facts at a path can be enumerated: plain fields at the top of the data. */
  boolean takes(Path path, Equality sense) {
    return path.segments().size() == 1
        && !KNOWN_ELSEWHERE.contains(path.toString())
        && sense != Equality.LOOSE
        && (!path.toString().equals(AMOUNT) || sense == Equality.DECIMAL);
  }

  void amount(String currency, BigDecimal edge) {
    amounts.computeIfAbsent(currency, _ -> new TreeSet<>()).add(edge);
  }

  void number(Path path, BigDecimal edge) {
    if (path.toString().equals(AMOUNT)) {
      anyAmounts.add(edge);
    } else {
      numbers.computeIfAbsent(path.toString(), _ -> new TreeSet<>()).add(edge);
    }
  }

  void literal(Path path, Value literal) {
    if (path.toString().equals(AMOUNT) && literal instanceof Value.Decimal(var number)) {
      anyAmounts.add(number);
    } else {
      literals.computeIfAbsent(path.toString(), _ -> new LinkedHashSet<>()).add(literal);
    }
  }

  void truth(Path path) {
    truths.add(path.toString());
  }

  /** Sums and counts over windows: nothing is known of them, but that they are not below 0. */
  void neverNegative(Collection<String> names) {
    neverNegative.addAll(names);
  }

  void instant(Instant edge) {
    instants.add(edge);
  }

  Set<Instant> instants() {
    return instants;
  }

  /** Every currency the policy knows, or one if it knows none. */
  List<String> currencies() {
    return amounts.isEmpty() ? List.of("USD") : List.copyOf(amounts.keySet());
  }

  /** The amounts of one currency, none at all included. */
  List<Value> amountsIn(String currency, SignRule signRule) {
    var units = Currencies.minorUnits(currency).orElse(2);
    var unit = BigDecimal.ONE.movePointLeft(units);
    var points = new TreeSet<>(Set.of(BigDecimal.ZERO));
    var edges = new TreeSet<>(amounts.getOrDefault(currency, new TreeSet<>()));
    edges.addAll(anyAmounts);
    for (var edge : edges) {
      var below = edge.setScale(units, RoundingMode.FLOOR);
      points.addAll(List.of(below.subtract(unit), below, below.add(unit)));
    }
    // Where no band asks for the amount, nobody has checked its decimals either.
    var distance = distance(anyAmounts);
    anyAmounts.forEach(it -> points.addAll(List.of(it.subtract(distance), it, it.add(distance))));
    if (signRule == SignRule.EITHER) {
      points.addAll(points.stream().map(BigDecimal::negate).toList());
    }
    var values = new ArrayList<Value>(List.of(Value.MISSING));
    points.stream()
        .filter(it -> signRule.allows(it) || !anyAmounts.isEmpty())
        .forEach(it -> values.add(new Value.Decimal(it)));
    return values;
  }

  /** The values of each field that some test reads. */
  Map<String, List<Value>> fields() {
    var fields = new TreeMap<String, List<Value>>();
    truths.forEach(it -> fields.put(it, TRUTHS));
    var names = new TreeSet<>(numbers.keySet());
    names.addAll(literals.keySet());
    names.forEach(name -> fields.put(name, values(name)));
    return fields;
  }

  private List<Value> values(String name) {
    var written = literals.getOrDefault(name, Set.of());
    var edges = new TreeSet<>(numbers.getOrDefault(name, new TreeSet<>()));
    var values = new LinkedHashSet<Value>(List.of(Value.MISSING, unlike("else", written)));
    for (var literal : written) {
      values.add(literal);
      if (literal instanceof Value.Bool(var truth)) {
        values.add(new Value.Bool(!truth));
      }
      if (literal instanceof Value.Decimal(var number)) {
        edges.add(number);
      }
    }
    if (neverNegative.contains(name)) {
      edges.add(BigDecimal.ZERO);
    }
    values.addAll(around(edges, written));
    if (neverNegative.contains(name)) {
      values.removeIf(it -> it instanceof Value.Decimal(var number) && number.signum() < 0);
    }
    return List.copyOf(values);
  }

  /** Each edge, as a number and as a text nobody compares with, and a point on either side. */
  private static List<Value> around(NavigableSet<BigDecimal> edges, Set<Value> written) {
    var points = new ArrayList<Value>();
    for (var edge : edges) {
      points.add(new Value.Decimal(edge));
      points.add(unlike(edge.setScale(Math.max(edge.scale(), 0) + 1).toPlainString(), written));
    }
    var distance = clear(distance(edges), edges, written);
    for (var edge : edges) {
      points.add(new Value.Decimal(edge.subtract(distance)));
      points.add(new Value.Decimal(edge.add(distance)));
    }
    return points;
  }

  /** A distance at which no point is what some other test compares with. */
  private static BigDecimal clear(
      BigDecimal longest, NavigableSet<BigDecimal> edges, Set<Value> written) {
    var distance = new AtomicReference<>(longest);
    while (edges.stream().anyMatch(it -> isBeside(it, distance.get(), written))) {
      distance.updateAndGet(it -> it.multiply(SHORTER));
    }
    return distance.get();
  }

  private static boolean isBeside(BigDecimal edge, BigDecimal distance, Set<Value> written) {
    return written.stream()
        .anyMatch(literal ->
            literal instanceof Value.Text(var text)
                && (text.equals(edge.subtract(distance).toPlainString())
                    || text.equals(edge.add(distance).toPlainString())));
  }

  /** The text, made longer until no test compares with it; a number stays the same number. */
  private static Value unlike(String start, Set<Value> written) {
    var value = new Value.Text(start);
    while (written.contains(value)) {
      value = new Value.Text(value.text() + "0");
    }
    return value;
  }

  /** Half the way between the two nearest edges, so that a point beside one is not past another. */
  private static BigDecimal distance(NavigableSet<BigDecimal> edges) {
    var nearest = BigDecimal.TWO;
    for (var edge : edges) {
      var next = edges.higher(edge);
      nearest = next == null ? nearest : nearest.min(next.subtract(edge));
    }
    return nearest.divide(BigDecimal.TWO);
  }
}
