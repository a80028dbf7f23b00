package dev.countersign.request.app;

import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.request.app.message.EventTypes;
import dev.countersign.request.app.message.LedgerBody;
import dev.countersign.request.app.message.OutcomeBody;
import dev.countersign.request.core.Answer;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestEvent.ApprovalNotRequired;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns accepted events into what is written: chained entries, the answer, the state after. */
final class Transition {
  private static final UUID ANSWERS =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/outcomes");

  private final Dossier dossier;
  private final Optional<Evaluation> opened;
  private final RequestState before;
  private final int version;
  private final List<RequestEvent> events;
  private final List<CastVote> votes;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private Head head;
  private RequestState state;
  private Optional<OutcomeEntry> outcome = Optional.empty();

  private Transition(Loaded loaded, Optional<Evaluation> opened, List<RequestEvent> events) {
    this.dossier = loaded.dossier();
    this.opened = opened;
    this.before = loaded.state();
    this.version = loaded.version() + 1;
    this.events = events;
    this.votes = new ArrayList<>(loaded.votes());
    this.head = loaded.head();
    this.state = before;
  }

  static Transition of(Loaded loaded, List<RequestEvent> events) {
    return new Transition(loaded, Optional.empty(), events);
  }

  /** The first events of a request, which say what it is about. */
  static Transition opening(Evaluation evaluation, Loaded nothing, List<RequestEvent> events) {
    return new Transition(nothing, Optional.of(evaluation), events);
  }

  Change change() {
    return finish(Optional.empty());
  }

  /** The change of a vote; the vote itself is part of it. */
  Change voted(Optional<String> idempotencyKey) {
    var recorded =
        events.stream()
            .filter(DecisionRecorded.class::isInstance)
            .map(DecisionRecorded.class::cast)
            .findFirst()
            .orElseThrow();
    var vote = castVote(recorded, idempotencyKey);
    votes.add(vote);
    return finish(Optional.of(vote));
  }

  private CastVote castVote(DecisionRecorded recorded, Optional<String> idempotencyKey) {
    var after = before;
    for (RequestEvent event : events) {
      after = after.evolve(event);
    }
    return new CastVote(
        recorded.by(),
        recorded.step(),
        recorded.vote(),
        recorded.reason().text(),
        recorded.at(),
        version,
        head.seq() + 1 + events.indexOf(recorded),
        Statuses.of(after),
        idempotencyKey);
  }

  private Change finish(Optional<CastVote> vote) {
    events.forEach(this::take);
    return new Change(dossier, opened, before, state, version, events, entries, outcome, vote);
  }

  private void take(RequestEvent event) {
    if (!(event instanceof ApprovalNotRequired)) {
      append(event);
    }
    state = state.evolve(event);
    Answer.to(event).ifPresent(answer -> outcome = Optional.of(answered(event, answer)));
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
    var evidence = new OutcomeBody.Evidence(votes, ledgerSeq, reasonCode(event), trace());
    var body = OutcomeBody.of(id, dossier, event, evidence);
    return new OutcomeEntry(id, dossier, answer, event.at(), ledgerSeq, body);
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
    return event instanceof RequestEvent.RequestQuarantined(_, var code, _, _)
        ? Optional.of(code)
        : opened.flatMap(Evaluation::reasonCode);
  }

  private Optional<String> trace() {
    return opened.flatMap(evaluation -> evaluation.texts().trace());
  }
}
