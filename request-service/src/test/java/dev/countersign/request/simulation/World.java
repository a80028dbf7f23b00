package dev.countersign.request.simulation;

import dev.countersign.request.core.Answer;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.simulation.Engine.Bug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What survives a crash: rows, inbox, offset, answers, and the topic that change data capture fills
 * from them. A transaction is all or nothing unless a bug says otherwise.
 */
final class World {

  /** An answer as it was published: which request, which id, what it says. */
  record Published(String request, String id, Answer answer, List<String> events) {}

  private final Engine engine;
  private final Map<String, Stored> requests = new LinkedHashMap<>();
  private final Map<String, String> inbox = new HashMap<>();
  private final Set<String> letters = new HashSet<>();
  private final List<Published> outbox = new ArrayList<>();
  private final List<Published> topic = new ArrayList<>();
  private int captured;
  private int offset;
  private int emissions;

  World(Engine engine) {
    this.engine = engine;
  }

  Optional<Stored> find(String request) {
    return Optional.ofNullable(requests.get(request));
  }

  Map<String, Stored> requests() {
    return requests;
  }

  /** How the partner's requests stand. */
  Map<String, RequestState> statesOf(String partner) {
    var states = new LinkedHashMap<String, RequestState>();
    for (var stored : requests.entrySet()) {
      if (stored.getValue().partner().equals(partner)) {
        states.put(stored.getKey(), stored.getValue().state());
      }
    }
    return states;
  }

  /** Whether the event was taken before, and with which content. */
  Optional<String> taken(String event) {
    return engine.has(Bug.NO_INBOX) ? Optional.empty() : Optional.ofNullable(inbox.get(event));
  }

  void take(String event, String content) {
    inbox.put(event, content);
  }

  void letter(String event) {
    letters.add(event);
  }

  int offset() {
    return offset;
  }

  void offset(int next) {
    offset = next;
  }

  /** Writes one change; false if somebody else was faster. */
  boolean write(String id, Stored before, Stored after, List<RequestEvent> events) {
    var current = requests.get(id);
    var stale = current != null && current.version() != before.version();
    if (stale && !engine.has(Bug.NO_VERSION_CHECK)) {
      return false;
    }
    requests.put(id, after);
    answer(id, before.state(), after, events);
    return true;
  }

  void answer(String id, RequestState before, Stored after, List<RequestEvent> events) {
    for (RequestEvent event : events) {
      Answer.to(event)
          .filter(it -> it.isFinal() || !(before instanceof RequestState.Quarantined))
          .ifPresent(
              answer -> outbox.add(new Published(id, idOf(id, answer), answer, after.answers())));
    }
  }

  private static String idOf(String request, Answer answer) {
    return request + "/" + (answer.isFinal() ? "final" : "quarantined");
  }

  private Published emitted(Published stored) {
    emissions++;
    return engine.has(Bug.OUTCOME_ID_NOT_STABLE)
        ? new Published(
            stored.request(), stored.id() + "/" + emissions, stored.answer(), stored.events())
        : stored;
  }

  /** Change data capture reads on, as far as it comes. */
  void capture(int atMost) {
    for (int i = 0; i < atMost && captured < outbox.size(); i++) {
      topic.add(emitted(outbox.get(captured)));
      captured++;
    }
  }

  void captureAgain(int from) {
    captured = Math.max(0, Math.min(captured, from));
  }

  /** The slot is gone: what was not read yet is only found by the sweeper. */
  void loseSlot() {
    captured = outbox.size();
  }

  void sweep() {
    if (!engine.has(Bug.NO_SWEEPER)) {
      captured = 0;
      capture(Integer.MAX_VALUE);
    }
  }

  List<Published> outbox() {
    return outbox;
  }

  List<Published> topic() {
    return topic;
  }

  Set<String> letters() {
    return letters;
  }
}
