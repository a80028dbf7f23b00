package dev.countersign.rules.core.backtest;

import dev.countersign.rules.core.backtest.Report.Example;
import dev.countersign.rules.core.backtest.Report.Given;
import dev.countersign.rules.core.backtest.Report.Group;
import dev.countersign.rules.core.backtest.Report.Load;
import dev.countersign.rules.core.backtest.Report.Recorded;
import dev.countersign.rules.core.backtest.Report.Side;
import dev.countersign.rules.core.backtest.Report.Unseen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts events and their two answers, one after the other. */
public final class Comparison {

  private static final int EXAMPLES_OF_A_CHANGE = 5;
  private static final int LARGEST_MATERIAL = 4000;
  private static final int MOST_GROUPS = 500;
  private static final int MOST_LOADS = 2000;
  private static final int MOST_CURRENCIES = 200;

  private final ZoneId zone;
  private final Map<Change, Long> changes = new EnumMap<>(Change.class);
  private final Map<Pair, Long> pairs = new HashMap<>();
  private final Map<Place, Counts> loads = new TreeMap<>(Place.ORDER);
  private final Map<String, Sum> unseen = new TreeMap<>();
  private final Map<Change, List<Example>> examples = new EnumMap<>(Change.class);
  private long events;
  private long redelivered;
  private long cancellations;
  private long omitted;

  /** Weeks are those of the partner's zone. */
  public Comparison(ZoneId zone) {
    this.zone = zone;
  }

  private record Pair(Change change, Side before, Side after) {}

  private record Place(String approver, String week) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::approver).thenComparing(Place::week);
  }

  private record Counts(long before, long after) {
    static final Counts NONE = new Counts(0, 0);

    Counts plus(boolean isBefore, boolean isAfter) {
      return new Counts(before + (isBefore ? 1 : 0), after + (isAfter ? 1 : 0));
    }
  }

  private record Sum(long events, BigDecimal amount) {
    Sum plus(Sum other) {
      return new Sum(events + other.events, amount.add(other.amount));
    }
  }

  /** Another record of an event that was counted already. */
  public void redelivery() {
    redelivered++;
  }

  /** An event that takes its question back. */
  public void cancellation() {
    cancellations++;
  }

  /** An event, what was answered and what would have been. */
  public Change add(PastEvent event, Answer before, Answer after) {
    var change = Change.between(before, after);
    events++;
    changes.merge(change, 1L, Long::sum);
    count(pairs, MOST_GROUPS, new Pair(change, Side.of(before), Side.of(after)));
    addLoad(event.at(), before, after);
    if (after.isUnseen() && !before.isUnseen()) {
      addUnseen(event);
    }
    if (change != Change.UNCHANGED) {
      addExample(change, event, before, after);
    }
    return change;
  }

  /** What came out. */
  public Report report(Recorded recorded) {
    return new Report(
        events,
        redelivered,
        cancellations,
        changes,
        recorded,
        groups(),
        loads.entrySet().stream()
            .map(it ->
                new Load(
                    it.getKey().approver(),
                    it.getKey().week(),
                    it.getValue().before(),
                    it.getValue().after()))
            .toList(),
        unseen.entrySet().stream()
            .map(it -> new Unseen(it.getKey(), it.getValue().events(), plain(it.getValue().amount)))
            .toList(),
        examples.values().stream().flatMap(List::stream).toList(),
        omitted);
  }

  private List<Group> groups() {
    return pairs.entrySet().stream()
        .map(it ->
            new Group(
                it.getKey().change(), it.getKey().before(), it.getKey().after(), it.getValue()))
        .sorted(
            Comparator.comparing(Group::change)
                .thenComparing(Comparator.comparingLong(Group::events).reversed())
                .thenComparing(it -> it.before().rules() + "/" + it.after().rules()))
        .toList();
  }

  private void count(Map<Pair, Long> counts, int most, Pair pair) {
    if (counts.containsKey(pair) || counts.size() < most) {
      counts.merge(pair, 1L, Long::sum);
    } else {
      omitted++;
    }
  }

  private void addLoad(Instant at, Answer before, Answer after) {
    var asked = approvers(before);
    var would = approvers(after);
    var everyone = new HashSet<>(asked);
    everyone.addAll(would);
    var week = week(at);
    for (var approver : everyone) {
      var place = new Place(approver, week);
      if (loads.containsKey(place) || loads.size() < MOST_LOADS) {
        var old = loads.getOrDefault(place, Counts.NONE);
        loads.put(place, old.plus(asked.contains(approver), would.contains(approver)));
      } else {
        omitted++;
      }
    }
  }

  private static Set<String> approvers(Answer answer) {
    var all = new HashSet<String>();
    answer.asked().forEach(step -> all.addAll(step.approvers()));
    return all;
  }

  private void addUnseen(PastEvent event) {
    var currency = event.currency().orElse("-");
    if (unseen.containsKey(currency) || unseen.size() < MOST_CURRENCIES) {
      unseen.merge(currency, new Sum(1, event.amount().orElse(BigDecimal.ZERO).abs()), Sum::plus);
    } else {
      omitted++;
    }
  }

  private void addExample(Change change, PastEvent event, Answer before, Answer after) {
    var ofChange = examples.computeIfAbsent(change, _ -> new ArrayList<>());
    if (ofChange.size() < EXAMPLES_OF_A_CHANGE) {
      ofChange.add(
          new Example(
              change,
              event.source(),
              event.id(),
              event.type(),
              event.subjectId(),
              event.at(),
              event.amount().map(Comparison::plain),
              event.currency(),
              event.material().filter(it -> it.length() <= LARGEST_MATERIAL),
              Given.of(before),
              Given.of(after)));
    }
  }

  private String week(Instant at) {
    var day = at.atZone(zone);
    var week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    return day.get(IsoFields.WEEK_BASED_YEAR) + (week < 10 ? "-W0" : "-W") + week;
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
