package dev.countersign.rules.app.window;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.WindowedFact;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts events for the windowed facts of policies (N-12). What is counted is committed before
 * anybody is told of it: an event that is judged again is found, and gets the same numbers.
 */
@ApplicationScoped
public class CountEvents {

  /** The clock of the database may be ahead, and what was just counted is to be seen. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final int AT_ONCE = 200;

  private final TenantTransaction transaction;
  private final EventCounts counts;

  CountEvents(TenantTransaction transaction, EventCounts counts) {
    this.transaction = transaction;
    this.counts = counts;
  }

  /** Counts events in their order, each as several facts may count it. */
  public Uni<List<Counted>> count(List<List<Occurrence>> events) {
    var all = events.stream().flatMap(List::stream).toList();
    return all.isEmpty()
        ? Uni.createFrom().item(events.stream().map(_ -> Counted.NOTHING).toList())
        : in(all).map(before -> byEvent(events, before));
  }

  /** A few at a time, each time committed: what a busy group makes slow still gets further. */
  private Uni<List<BigDecimal>> in(List<Occurrence> all) {
    return Multi.createFrom()
        .iterable(all)
        .group()
        .intoLists()
        .of(AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(this::part)
        .onItem()
        .<BigDecimal>disjoint()
        .collect()
        .asList();
  }

  private Uni<List<BigDecimal>> part(List<Occurrence> some) {
    return transaction.run(partners(some), tx -> counts.count(tx, some));
  }

  private static Set<String> partners(List<Occurrence> occurrences) {
    return occurrences.stream().map(Occurrence::partner).collect(Collectors.toSet());
  }

  /** What would be counted before an event that comes in now; it is not counted itself. */
  public Uni<Counted> look(List<Occurrence> event, Instant now) {
    return event.isEmpty()
        ? Uni.createFrom().item(Counted.NOTHING)
        : transaction.run(partners(event), tx -> look(tx, event, now.plus(AHEAD)));
  }

  /** What was counted by an instant before an event. */
  public Uni<Counted> look(SqlConnection tx, List<Occurrence> event, Instant known) {
    return event.isEmpty()
        ? Uni.createFrom().item(Counted.NOTHING)
        : counts.look(tx, event, known).map(before -> byEvent(List.of(event), before).getFirst());
  }

  private static List<Counted> byEvent(List<List<Occurrence>> events, List<BigDecimal> before) {
    var counted = new ArrayList<Counted>(events.size());
    var next = before.iterator();
    for (var event : events) {
      var ofEvent = new HashMap<WindowedFact, BigDecimal>();
      event.forEach(occurrence -> ofEvent.put(occurrence.fact(), next.next()));
      counted.add(new Counted(ofEvent));
    }
    return counted;
  }
}
