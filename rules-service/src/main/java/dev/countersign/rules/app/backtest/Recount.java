package dev.countersign.rules.app.backtest;

import dev.countersign.rules.app.backtest.RecordedEvents.Turn;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the events of the past in memory, in the order in which they came in: for a version whose
 * windows nobody counted then. Where somebody did, the number that was used is known and counts.
 */
final class Recount {

  /** So many are counted before it is asked whether to go on. */
  private static final int AT_ONCE = 1000;

  private final Set<WindowedFact> facts;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<Asked, BigDecimal> before = new HashMap<>();
  private int size;

  private record Arrival(Instant at, Occurrence occurrence) {}

  /** What is counted on one timeline. */
  private record Line(Counter counter, Duration over) {
    static Line of(Occurrence it) {
      return new Line(it.counter(), it.fact().over());
    }
  }

  private record Asked(Line line, String event) {
    static Asked of(Occurrence it) {
      return new Asked(Line.of(it), it.occasion().event());
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

  /** Takes an event; all of them have to be taken before they are counted. */
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
      throw new IllegalStateException("Not all %d are counted".formatted(arrivals.size()));
    }
    var counted = new HashMap<WindowedFact, BigDecimal>();
    event.forEach(it -> counted.put(it.fact(), before.getOrDefault(Asked.of(it), BigDecimal.ZERO)));
    return new Counted(counted);
  }

  /** Counts all that were taken, unless it is told to stop. */
  void count(Turn turn) {
    arrivals.sort(Comparator.comparing(Arrival::at));
    var timelines = timelines();
    for (int next = 0; next < arrivals.size(); next++) {
      if (next % AT_ONCE == 0 && !turn.goesOn(0)) {
        return;
      }
      var it = arrivals.get(next).occurrence();
      var asked = Asked.of(it);
      var timeline = Objects.requireNonNull(timelines.get(asked.line()));
      if (!before.containsKey(asked)) {
        before.put(asked, timeline.fullest(it.occasion().time()));
      }
      timeline.add(it.occasion(), it.amount());
    }
    arrivals.clear();
  }

  private Map<Line, Timeline> timelines() {
    var times = new HashMap<Line, List<Instant>>();
    for (var arrival : arrivals) {
      times
          .computeIfAbsent(Line.of(arrival.occurrence()), _ -> new ArrayList<>())
          .add(arrival.occurrence().occasion().time());
    }
    var timelines = new HashMap<Line, Timeline>();
    times.forEach((line, its) -> timelines.put(line, new Timeline(its, line.over())));
    return timelines;
  }
}
