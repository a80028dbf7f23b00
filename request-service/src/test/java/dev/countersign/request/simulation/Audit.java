package dev.countersign.request.simulation;

import static dev.countersign.request.simulation.Violation.unless;

import dev.countersign.request.core.Answer;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.NotOpened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end of a story: everything is answered, once, and published. */
final class Audit {
  private final World world;
  private final List<Story.Published> log;

  Audit(World world, List<Story.Published> log) {
    this.world = world;
    this.log = log;
  }

  void run() {
    replayed();
    published();
    answered();
  }

  /** N-10: the ledger alone tells where every request stands. */
  private void replayed() {
    for (var stored : world.requests().values()) {
      RequestState state = new NotOpened();
      for (var event : stored.history()) {
        state = state.evolve(event);
      }
      unless(state.equals(stored.state()), "R4 N-10 the ledger tells another state");
      unless(state instanceof Closed, "liveness: a request stays open");
      var ends =
          stored.history().stream()
              .map(Answer::to)
              .filter(it -> it.map(Answer::isFinal).orElse(false))
              .count();
      unless(ends == 1, "I-1 " + ends + " final answers in a ledger");
    }
  }

  /** N-09: a consumer that drops ids it has seen acts once on every answer, and misses none. */
  private void published() {
    var acted = new HashMap<String, Integer>();
    var seen = new HashMap<String, World.Published>();
    for (var published : world.topic()) {
      var first = seen.putIfAbsent(published.id(), published);
      unless(first == null || first.equals(published), "V2 one id says two things");
      if (first == null && published.answer().isFinal()) {
        acted.merge(published.request(), 1, Integer::sum);
      }
    }
    for (var entry : world.requests().entrySet()) {
      var times = acted.getOrDefault(entry.getKey(), 0);
      unless(times == 1, "N-09 V10 consumers acted " + times + " times");
    }
  }

  /** I-7. */
  private void answered() {
    var answers = new HashMap<String, Set<String>>();
    for (var published : world.outbox()) {
      if (published.answer().isFinal()) {
        for (String event : published.events()) {
          answers.computeIfAbsent(event, _ -> new HashSet<>()).add(published.request());
        }
      }
    }
    var first = new HashMap<String, String>();
    for (Story.Published event : log) {
      first.putIfAbsent(event.event(), event.content());
      if (!event.content().equals(first.get(event.event()))) {
        continue;
      }
      var outcomes = answers.getOrDefault(event.event(), Set.of()).size();
      var letters = world.letters().contains(event.event()) ? 1 : 0;
      unless(outcomes + letters == 1, "I-7 an event has " + (outcomes + letters) + " answers");
    }
    reused(first);
  }

  private void reused(Map<String, String> first) {
    for (Story.Published event : log) {
      var isOther = !event.content().equals(first.get(event.event()));
      unless(
          !isOther || world.letters().contains(event.event() + "/" + event.content()),
          "ruling 15: an id was used for two contents");
    }
  }
}
