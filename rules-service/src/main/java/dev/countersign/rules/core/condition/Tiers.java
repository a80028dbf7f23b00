package dev.countersign.rules.core.condition;

import dev.countersign.rules.core.Value;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An order of tiers that a value can cross (F-057). */
public sealed interface Tiers {

  /** The tier of what belongs to none. */
  int NONE = -1;

  /** The tier of a value, counted from the lowest, or {@link #NONE}. */
  int tierOf(Value value);

  /** Ascending amounts; each opens the tier from it upwards (C-03: the edge belongs to it). */
  record Edges(List<BigDecimal> edges) implements Tiers {
    public Edges {
      edges = List.copyOf(edges);
    }

    @Override
    public int tierOf(Value value) {
      var number = Decimals.read(value);
      return number == null ? NONE : reached(number);
    }

    private int reached(BigDecimal number) {
      int reached = 0;
      while (reached < edges.size() && edges.get(reached).compareTo(number) <= 0) {
        reached++;
      }
      return reached;
    }

    private boolean areAscending() {
      for (int index = 1; index < edges.size(); index++) {
        if (edges.get(index - 1).compareTo(edges.get(index)) >= 0) {
          return false;
        }
      }
      return !edges.isEmpty();
    }
  }

  /** Names from the lowest tier to the highest: {@code free, pro, enterprise}. */
  record Ranks(List<String> names) implements Tiers {
    public Ranks {
      names = List.copyOf(names);
    }

    @Override
    public int tierOf(Value value) {
      return value instanceof Value.Text(var name) ? names.indexOf(name) : NONE;
    }

    private boolean areSeveral() {
      return names.size() > 1 && new HashSet<>(names).size() == names.size();
    }
  }

  /** Ascending numbers are edges; two or more different names are ranks. */
  static Optional<Tiers> of(List<Value> values) {
    var numbers = values.stream().map(Decimals::read).filter(Objects::nonNull).toList();
    if (numbers.size() == values.size()) {
      var edges = new Edges(numbers);
      return edges.areAscending() ? Optional.of(edges) : Optional.empty();
    }
    var names =
        values.stream()
            .filter(Value.Text.class::isInstance)
            .map(it -> ((Value.Text) it).text())
            .toList();
    var ranks = new Ranks(names);
    return names.size() == values.size() && ranks.areSeveral()
        ? Optional.of(ranks)
        : Optional.empty();
  }
}
