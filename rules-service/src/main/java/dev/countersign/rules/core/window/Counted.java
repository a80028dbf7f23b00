package dev.countersign.rules.core.window;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What was counted before an event, for each windowed fact that somebody asked about: without the
 * event itself, so that the whole follows when its amount is looked at as another one.
 */
public record Counted(Map<WindowedFact, BigDecimal> before) {

  /** Nobody asked, as where no policy has windows. */
  public static final Counted NOTHING = new Counted(Map.of());

  public Counted {
    before = Map.copyOf(before);
  }

  /** What was counted before; {@link NotCounted} where nobody asked. */
  public BigDecimal before(WindowedFact fact) {
    var found = before.get(fact);
    if (found == null) {
      throw new NotCounted(fact);
    }
    return found;
  }

  /** The same about these facts alone. */
  public Counted of(Collection<WindowedFact> facts) {
    if (before.isEmpty()) {
      return this;
    }
    var some = new HashMap<>(before);
    some.keySet().retainAll(facts);
    return new Counted(some);
  }

  /** The same, but where the other knows better. */
  public Counted under(Counted better) {
    var both = new HashMap<>(before);
    both.putAll(better.before);
    return new Counted(both);
  }
}
