package dev.countersign.request.simulation;

import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.simulation.Engine.Bug;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What one person decides on several requests at once: many transactions under one key. What
 * a crash leaves over is done when the whole is sent again, and nothing counts twice (I12).
 */
final class Bulk {
  private final Story story;
  private final Engine engine;
  private final Map<String, Decide> items;
  private final Set<String> counted = new HashSet<>();

  /** The same person's votes, by request. */
  Bulk(Story story, Engine engine, Map<String, Decide> items) {
    this.story = story;
    this.engine = engine;
    this.items = items;
  }

  void run(SplittableRandom random) {
    if (items.isEmpty()) {
      return;
    }
    var cut = story.hits(Fault.BULK_CUT, random);
    send(cut ? random.nextInt(items.size()) : items.size());
    if (cut || story.hits(Fault.BULK_REPEATED, random)) {
      send(items.size());
    }
    items.forEach((id, command) ->
        Violation.unless(
            counted.contains(id) || !wouldCount(id, command),
            "I12 a decision was lost to its neighbours"));
  }

  private void send(int first) {
    var sent = new LinkedHashMap<String, Decide>();
    items.entrySet().stream().limit(first).forEach(it -> sent.put(it.getKey(), it.getValue()));
    if (engine.has(Bug.BULK_IS_ONE_TRANSACTION)
        && sent.entrySet().stream().anyMatch(it -> !wouldCount(it.getKey(), it.getValue()))) {
      return;
    }
    for (var item : sent.entrySet()) {
      if (counted.contains(item.getKey()) && !engine.has(Bug.BULK_FORGETS_ITS_KEY)) {
        continue;
      }
      if (!decided(item.getKey(), item.getValue()) && engine.has(Bug.BULK_STOPS_AT_REFUSAL)) {
        return;
      }
    }
  }

  private boolean decided(String id, Decide command) {
    var done = story.rule(id, engine.has(Bug.BULK_SHARES_ONE_VIEW) ? first(command) : command);
    if (done) {
      Violation.unless(counted.add(id), "I12 a vote counted twice under its key");
    }
    return done;
  }

  /** The vote on what the first of them showed. */
  private Decide first(Decide command) {
    var seen = List.copyOf(items.values()).getFirst().seen();
    return new Decide(
        command.by(), command.vote(), command.reason(), seen, command.aim(), command.manner());
  }

  /** Whether the vote would count if it were the only one. */
  private boolean wouldCount(String id, Decide command) {
    return RequestDecider.decide(command, story.stateOf(id), story.contextFor(id))
        instanceof Ruling.Accepted;
  }
}
