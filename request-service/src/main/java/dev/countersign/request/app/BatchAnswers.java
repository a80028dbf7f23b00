package dev.countersign.request.app;

import dev.countersign.request.app.Evaluation.Intent;
import dev.countersign.request.app.Intake.Claim;
import dev.countersign.request.app.Intake.EventKey;
import dev.countersign.request.app.Intake.Snapshot;
import dev.countersign.request.app.Intake.SubjectKey;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.Opening;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.people.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a batch comes to: the changes to write, and the events that get no outcome. */
final class BatchAnswers {
  private final Snapshot snapshot;
  private final List<Change> changes = new ArrayList<>();
  private final List<Evaluation> reused = new ArrayList<>();
  private final List<Evaluation> homeless = new ArrayList<>();
  private final List<Evaluation> outdated = new ArrayList<>();
  private final Map<EventKey, Digest> met = new HashMap<>();

  private BatchAnswers(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  static Claim claimOf(List<Evaluation> evaluations) {
    var events = new HashMap<EventKey, Dossier>();
    var unasked = new HashSet<EventKey>();
    var subjects = new HashSet<SubjectKey>();
    var people = new HashMap<String, List<PeopleAsked>>();
    for (Evaluation evaluation : evaluations) {
      var dossier = evaluation.dossier();
      var isFirst = events.putIfAbsent(keyOf(dossier), dossier) == null;
      if (isFirst && isUnasked(evaluation)) {
        unasked.add(keyOf(dossier));
      }
      var asked = people.computeIfAbsent(dossier.partner(), _ -> new ArrayList<>());
      asked.add(askedBy(evaluation.opening()));
      if (evaluation.intent() != Intent.OPEN) {
        Segments.subjectOf(dossier).ifPresent(subjects::add);
        evaluation.alternatives().forEach(it -> asked.add(askedBy(it.opening())));
      }
    }
    return new Claim(List.copyOf(events.values()), unasked, subjects, people);
  }

  private static boolean isUnasked(Evaluation evaluation) {
    return evaluation.intent() == Intent.OPEN
        && evaluation.opening() instanceof Opening.NotRequired;
  }

  private static PeopleAsked askedBy(Opening opening) {
    return PeopleAsked.by(new Open(opening), new NotOpened());
  }

  static BatchAnswers of(List<Evaluation> evaluations, Snapshot snapshot) {
    var answers = new BatchAnswers(snapshot);
    evaluations.forEach(answers::take);
    return answers;
  }

  List<Change> changes() {
    return changes;
  }

  List<Evaluation> reused() {
    return reused;
  }

  List<Evaluation> homeless() {
    return homeless;
  }

  List<Evaluation> outdated() {
    return outdated;
  }

  /** Two records of one event may stand in the same batch; the inbox sees only the first. */
  private void take(Evaluation evaluation) {
    var key = keyOf(evaluation.dossier());
    var digest = evaluation.dossier().contentDigest();
    var known = Optional.ofNullable(snapshot.known().getOrDefault(key, met.get(key)));
    if (known.isEmpty()) {
      met.put(key, digest);
      answer(evaluation);
    } else if (!known.get().equals(digest)) {
      reused.add(evaluation);
    } else if (met.putIfAbsent(key, digest) == null) {
      Optional.ofNullable(snapshot.released().get(key)).ifPresent(it -> again(evaluation, it));
    }
  }

  /** T-04: an operator released the event, so its next evaluation counts. */
  private void again(Evaluation evaluation, Loaded released) {
    var opening =
        evaluation.opening() instanceof Opening.Required required
            ? required.asIteration(released.dossier().iteration() + 1)
            : evaluation.opening();
    var loaded = released.with(contextOf(evaluation));
    var events = accepted(new Open(opening), loaded);
    changes.add(Transition.opening(evaluation, loaded, events).change());
  }

  private void answer(Evaluation evaluation) {
    switch (evaluation.intent()) {
      case OPEN -> open(evaluation);
      case REVISE -> revise(evaluation);
      case CANCEL -> cancel(evaluation);
    }
  }

  private void open(Evaluation evaluation) {
    var dossier = evaluation.dossier();
    var root = new Head(-1, Chain.root(dossier.partner(), dossier.id()));
    var nothing =
        new Loaded(dossier, new NotOpened(), -1, root, List.of(), List.of(), contextOf(evaluation));
    var events = accepted(new Open(evaluation.opening()), nothing);
    changes.add(Transition.opening(evaluation, nothing, events).change());
  }

  /** T-05, T-13, T-23: what is open goes on with the revision, or makes place for a new request. */
  private void revise(Evaluation evaluation) {
    var open = openOf(evaluation);
    if (open.stream().anyMatch(loaded -> Revisions.isOutdated(evaluation, loaded))) {
      outdated.add(evaluation);
      return;
    }
    var continued = false;
    for (Loaded loaded : open) {
      var current = loaded.with(contextOf(evaluation));
      var next = continued ? Optional.<Change>empty() : Revisions.next(evaluation, current);
      continued |= next.isPresent();
      changes.add(next.orElseGet(() -> Revisions.closed(evaluation, current)));
    }
    if (!continued) {
      open(evaluation);
    }
  }

  /** Only the first outcome answers the cancelling event, too: an event has exactly one answer. */
  private void cancel(Evaluation evaluation) {
    var dossier = evaluation.dossier();
    var reason = new Reason(evaluation.event().type() + " " + dossier.eventId());
    Canceller by = new Canceller.SourceEvent(dossier.source(), dossier.eventId());
    for (Loaded loaded : openOf(evaluation)) {
      var current = loaded.with(contextOf(evaluation));
      var ruling =
          RequestDecider.decide(new Cancel(by, reason), current.state(), current.context());
      if (ruling instanceof Ruling.Accepted(var events)) {
        changes.add(Transition.of(current, events).change());
        by = new Canceller.Successor(dossier.source(), dossier.eventId());
      }
    }
    if (by instanceof Canceller.SourceEvent) {
      homeless.add(evaluation);
    }
  }

  private List<Loaded> openOf(Evaluation evaluation) {
    return Segments.subjectOf(evaluation.dossier())
        .map(subject -> snapshot.open().getOrDefault(subject, List.of()))
        .orElse(List.of());
  }

  private Context contextOf(Evaluation evaluation) {
    var partner = evaluation.dossier().partner();
    var directory = snapshot.directories().getOrDefault(partner, Directory.EMPTY);
    return new Context(snapshot.now(), directory);
  }

  static List<RequestEvent> accepted(RequestCommand command, Loaded loaded) {
    return switch (RequestDecider.decide(command, loaded.state(), loaded.context())) {
      case Ruling.Accepted(var events) -> events;
      case Ruling.Refused(var refusal) ->
          throw new IllegalStateException(
              "Expected to obey an evaluation, but it is refused: " + refusal);
    };
  }

  private static EventKey keyOf(Dossier dossier) {
    return new EventKey(dossier.partner(), dossier.source(), dossier.eventId());
  }
}
