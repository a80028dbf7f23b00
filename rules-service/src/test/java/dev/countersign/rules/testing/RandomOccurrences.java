package dev.countersign.rules.testing;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.Occurrence.Occasion;
import dev.countersign.rules.core.window.WindowedFact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Streams of events as brokers deliver them: some twice, most in order, and some late. */
public final class RandomOccurrences {

  public static final Instant START = Instant.parse("2026-03-02T04:15:00Z");

  private final Random random;
  private final String partner;

  public RandomOccurrences(Random random, String partner) {
    this.random = random;
    this.partner = partner;
  }

  /** A stream over one fact; times are whole minutes, so that some fall on an edge. */
  public List<Occurrence> stream(int events, Duration over) {
    var fact = new WindowedFact(Optional.of(Path.of("amount")), Path.of("customer"), over);
    var stream = new ArrayList<Occurrence>();
    for (int index = 0; index < events; index++) {
      stream.add(
          occurrence(fact, "e-" + index, START.plus(Duration.ofMinutes(random.nextInt(60)))));
    }
    stream.sort((a, b) -> a.occasion().time().compareTo(b.occasion().time()));
    for (int swap = random.nextInt(events); swap > 0; swap--) {
      Collections.swap(stream, random.nextInt(events), random.nextInt(events));
    }
    for (int again = random.nextInt(5); again > 0; again--) {
      var twice = stream.get(random.nextInt(stream.size()));
      stream.add(random.nextInt(stream.size() + 1), twice);
    }
    return stream;
  }

  private Occurrence occurrence(WindowedFact fact, String event, Instant time) {
    return new Occurrence(
        partner,
        new OperationCode("refund"),
        fact,
        "BDT\nc-" + random.nextInt(2),
        new Occasion(digest(event), time),
        BigDecimal.valueOf(random.nextInt(10_000), 2));
  }

  /** As long as the digests that events are really known by. */
  private static String digest(String event) {
    return (event + "x".repeat(64)).substring(0, 64);
  }

  /** What was before each event, found by trying every window that ends at any minute. */
  public static List<BigDecimal> naive(List<Occurrence> stream) {
    var seen = new ArrayList<Occurrence>();
    Set<String> events = new HashSet<>();
    Map<String, BigDecimal> first = new HashMap<>();
    var before = new ArrayList<BigDecimal>();
    for (var it : stream) {
      before.add(first.computeIfAbsent(it.occasion().event(), _ -> fullest(it, seen)));
      if (events.add(it.occasion().event())) {
        seen.add(it);
      }
    }
    return before;
  }

  private static BigDecimal fullest(Occurrence event, List<Occurrence> seen) {
    var over = event.fact().over();
    var time = event.occasion().time();
    var fullest = BigDecimal.ZERO;
    for (var end = time; end.isBefore(time.plus(over)); end = end.plus(Duration.ofMinutes(1))) {
      var total = BigDecimal.ZERO;
      for (var other : seen) {
        var at = other.occasion().time();
        if (other.group().equals(event.group())
            && at.isAfter(end.minus(over))
            && !at.isAfter(end)) {
          total = total.add(other.amount());
        }
      }
      fullest = fullest.max(total);
    }
    return fullest;
  }
}
