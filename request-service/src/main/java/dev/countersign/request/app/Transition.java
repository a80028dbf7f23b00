package dev.countersign.request.app;

import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.request.app.message.EventTypes;
import dev.countersign.request.app.message.LedgerBody;
import dev.countersign.request.app.message.OutcomeBody;
import dev.countersign.request.core.Answer;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.IterationStarted;
import dev.countersign.request.core.RequestEvent.RequestCreated;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns accepted events into what is written: chained entries, the answer, the state after. */
final class Transition {
  private static final UUID ANSWERS =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/outcomes");

  private final Dossier was;
  private final Optional<Evaluation> opened;
  private final RequestState before;
  private final int version;
  private final List<RequestEvent> events;
  private final List<RequestEvent> history;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private Dossier dossier;
  private Head head;
  private RequestState state;
  private Optional<Tracks> left = Optional.empty();
  private Optional<OutcomeEntry> outcome = Optional.empty();

  private Transition(Loaded loaded, Optional<Evaluation> opened, List<RequestEvent> events) {
    this.was = loaded.dossier();
    this.dossier = was;
    this.opened = opened;
    this.before = loaded.state();
    this.version = loaded.version() + 1;
    this.events = events;
    this.history = new ArrayList<>(loaded.history());
    this.head = loaded.head();
    this.state = before;
  }

  static Transition of(Loaded loaded, List<RequestEvent> events) {
    return new Transition(loaded, Optional.empty(), events);
  }

  /** Events that an evaluation caused, which says what the request is about from then on. */
  static Transition opening(Evaluation evaluation, Loaded loaded, List<RequestEvent> events) {
    return new Transition(loaded, Optional.of(evaluation), events);
  }

  Change change() {
    return finish(Optional.empty());
  }

  /** The change of a vote; the vote itself is part of it. */
  Change voted(Optional<String> idempotencyKey) {
    var recorded = votesIn(events).getFirst();
    return finish(Optional.of(castVote(recorded, idempotencyKey)));
  }

  private CastVote castVote(DecisionRecorded recorded, Optional<String> idempotencyKey) {
    var after = before;
    for (RequestEvent event : events) {
      after = after.evolve(event);
    }
    return new CastVote(
        recorded.ballot().by(),
        recorded.ballot().onBehalfOf(),
        recorded.step(),
        recorded.ballot().vote(),
        recorded.reason().text(),
        recorded.at(),
        version,
        head.seq() + 1 + events.indexOf(recorded),
        Statuses.of(after),
        idempotencyKey);
  }

  private Change finish(Optional<CastVote> vote) {
    events.forEach(this::take);
    return new Change(
        was, dossier, opened, before, state, left, version, events, entries, outcome, vote);
  }

  private void take(RequestEvent event) {
    turnPage(event);
    history.add(event);
    if (!(event instanceof ApprovalNotRequired && before instanceof RequestState.NotOpened)) {
      append(event);
    }
    state = state.evolve(event);
    Answer.to(event)
        .filter(this::isNew)
        .ifPresent(answer -> outcome = Optional.of(answered(event, answer)));
  }

  /** An event that is quarantined once more has had that answer. */
  private boolean isNew(Answer answer) {
    return answer.isFinal() || !(before instanceof Quarantined);
  }

  private void turnPage(RequestEvent event) {
    if (event instanceof IterationStarted started) {
      var iteration = started.terms().pinned().iteration();
      left =
          state instanceof Pending(_, var tracks)
              ? Optional.of(tracks.closed(StepStatus.CANCELLED))
              : Optional.empty();
      dossier =
          opened
              .map(it -> dossier.about(it.dossier(), iteration))
              .orElseGet(() -> dossier.again(iteration));
    } else if (event instanceof RequestCreated created && before instanceof Quarantined) {
      var iteration = created.terms().pinned().iteration();
      dossier = dossier.about(opened.orElseThrow().dossier(), iteration);
    }
  }

  private void append(RequestEvent event) {
    var seq = head.seq() + 1;
    var id = NameBasedIds.v5(dossier.id().value(), Integer.toString(seq));
    var place = new LedgerBody.Place(dossier, opened, seq, id);
    var body = LedgerBody.of(place, state, event);
    var hash = Chain.link(head.hash(), seq, body);
    entries.add(
        new LedgerEntry(seq, id, EventTypes.of(event), event.at(), head.hash(), hash, body));
    head = new Head(seq, hash);
  }

  private OutcomeEntry answered(RequestEvent event, Answer answer) {
    var id = NameBasedIds.v5(ANSWERS, nameOf(answer));
    var ledgerSeq =
        entries.isEmpty() ? Optional.<Integer>empty() : Optional.of(entries.getLast().seq());
    var evidence = new OutcomeBody.Evidence(latestVotes(), ledgerSeq, reasonCode(event), trace());
    var body = OutcomeBody.of(id, dossier, event, evidence);
    return new OutcomeEntry(id, dossier, answer, event.at(), ledgerSeq, body);
  }

  /** I-6: only what was voted in the latest iteration led to the answer. */
  private List<DecisionRecorded> latestVotes() {
    var from = 0;
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i) instanceof IterationStarted(_, var kept, _, _, _) && kept.isEmpty()) {
        from = i;
      }
    }
    return votesIn(history.subList(from, history.size()));
  }

  private static List<DecisionRecorded> votesIn(List<RequestEvent> events) {
    return events.stream()
        .filter(DecisionRecorded.class::isInstance)
        .map(DecisionRecorded.class::cast)
        .toList();
  }

  private String nameOf(Answer answer) {
    return String.join(
        "/",
        dossier.partner(),
        dossier.source(),
        dossier.eventId(),
        answer.isFinal() ? "final" : "quarantined");
  }

  private Optional<String> reasonCode(RequestEvent event) {
    return event instanceof RequestEvent.RequestQuarantined quarantined
        ? Optional.of(quarantined.reasonCode())
        : opened.flatMap(Evaluation::reasonCode);
  }

  private Optional<String> trace() {
    return opened.flatMap(evaluation -> evaluation.texts().trace());
  }
}
