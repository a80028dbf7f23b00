package dev.countersign.rules.app.backtest;

import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.Occurrence.Counter;
import dev.countersign.rules.core.window.Timeline;
import dev.countersign.rules.core.window.WindowedFact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the events of the past in memory, in the order in which they came in: for a version whose
 * windows nobody counted then. Where somebody did, the number that was used is known and counts.
 */
final class Recount {

  private final Set<WindowedFact> facts;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<Asked, BigDecimal> before = new HashMap<>();
  private int size;

  private record Arrival(Instant at, Occurrence occurrence) {}

  private record Asked(Counter counter, Duration over, String event) {
    static Asked of(Occurrence it) {
      return new Asked(it.counter(), it.fact().over(), it.occasion().event());
    }
  }

  Recount(Set<WindowedFact> facts) {
    this.facts = facts;
  }

  Set<WindowedFact> facts() {
    return facts;
  }

  /** How far back the longest window reaches, for an event as late as may be. */
  Optional<Duration> longest() {
    return facts.stream()
        .map(WindowedFact::over)
        .max(Comparator.naturalOrder())
        .map(over -> over.plus(WindowedFact.LATENESS));
  }

  /** Takes an event; all of them have to be taken before anything is asked. */
  void add(Occurrence occurrence, Instant at) {
    arrivals.add(new Arrival(at, occurrence));
    size++;
  }

  int size() {
    return size;
  }

  /** What was counted before an event; one that was never taken has nothing before it. */
  Counted before(List<Occurrence> event) {
    if (!arrivals.isEmpty()) {
      countAll();
    }
    var counted = new HashMap<WindowedFact, BigDecimal>();
    event.forEach(it -> counted.put(it.fact(), before.getOrDefault(Asked.of(it), BigDecimal.ZERO)));
    return new Counted(counted);
  }

  private void countAll() {
    var timelines = new HashMap<Counter, Map<Duration, Timeline>>();
    arrivals.sort(Comparator.comparing(Arrival::at));
    for (var arrival : arrivals) {
      var it = arrival.occurrence();
      var timeline =
          timelines
              .computeIfAbsent(it.counter(), _ -> new HashMap<>())
              .computeIfAbsent(it.fact().over(), _ -> new Timeline());
      var asked = Asked.of(it);
      if (!before.containsKey(asked)) {
        before.put(asked, timeline.fullest(it.occasion().time(), it.fact().over()));
      }
      timeline.add(it.occasion(), it.amount());
    }
    arrivals.clear();
  }
}
