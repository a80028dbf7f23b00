package dev.countersign.request.app;

import dev.countersign.request.app.Evaluation.Intent;
import dev.countersign.request.app.Intake.Claim;
import dev.countersign.request.app.Intake.EventKey;
import dev.countersign.request.app.Intake.RoleKey;
import dev.countersign.request.app.Intake.Snapshot;
import dev.countersign.request.app.Intake.SubjectKey;
import dev.countersign.request.core.Canceller;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RolesAsked;
import dev.countersign.request.core.Ruling;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Role;
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
  private final Map<EventKey, Digest> met = new HashMap<>();

  private BatchAnswers(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  static Claim claimOf(List<Evaluation> evaluations) {
    var events = new HashMap<EventKey, Dossier>();
    var subjects = new HashSet<SubjectKey>();
    var roles = new HashSet<RoleKey>();
    for (Evaluation evaluation : evaluations) {
      var dossier = evaluation.dossier();
      events.putIfAbsent(keyOf(dossier), dossier);
      if (evaluation.intent() != Intent.OPEN) {
        Segments.subjectOf(dossier).ifPresent(subjects::add);
      }
      RolesAsked.byOpening(evaluation.opening())
          .forEach(role -> roles.add(new RoleKey(dossier.partner(), role)));
    }
    return new Claim(List.copyOf(events.values()), subjects, roles);
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
    }
  }

  private void answer(Evaluation evaluation) {
    switch (evaluation.intent()) {
      case OPEN -> open(evaluation);
      case REVISE -> {
        cancelOpen(evaluation, revisedBy(evaluation), reasonOfRevision(evaluation));
        open(evaluation);
      }
      case CANCEL -> cancel(evaluation);
    }
  }

  private void open(Evaluation evaluation) {
    var dossier = evaluation.dossier();
    var context = new Context(snapshot.now(), directoryOf(evaluation));
    var root = new Head(-1, Chain.root(dossier.partner(), dossier.id()));
    var nothing = new Loaded(dossier, new NotOpened(), -1, root, List.of(), context);
    var events = accepted(new Open(evaluation.opening()), nothing);
    changes.add(Transition.opening(evaluation, nothing, events).change());
  }

  private void cancel(Evaluation evaluation) {
    var dossier = evaluation.dossier();
    var by = new Canceller.SourceEvent(dossier.source(), dossier.eventId());
    var reason = new Reason(evaluation.event().type() + " " + dossier.eventId());
    if (!cancelOpen(evaluation, by, reason)) {
      homeless.add(evaluation);
    }
  }

  /** Only the first outcome answers the cancelling event, too: an event has exactly one answer. */
  private boolean cancelOpen(Evaluation evaluation, Canceller first, Reason reason) {
    var open =
        Segments.subjectOf(evaluation.dossier())
            .map(subject -> snapshot.open().getOrDefault(subject, List.of()))
            .orElse(List.of());
    var by = first;
    for (Loaded loaded : open) {
      var current = at(loaded, snapshot);
      var events = accepted(new Cancel(by, reason), current);
      changes.add(Transition.of(current, events).change());
      by = revisedBy(evaluation);
    }
    return !open.isEmpty();
  }

  private static Loaded at(Loaded loaded, Snapshot snapshot) {
    return new Loaded(
        loaded.dossier(),
        loaded.state(),
        loaded.version(),
        loaded.head(),
        loaded.votes(),
        new Context(snapshot.now(), Directory.EMPTY));
  }

  private static List<RequestEvent> accepted(RequestCommand command, Loaded loaded) {
    return switch (RequestDecider.decide(command, loaded.state(), loaded.context())) {
      case Ruling.Accepted(var events) -> events;
      case Ruling.Refused(var refusal) ->
          throw new IllegalStateException(
              "Expected to obey an evaluation, but it is refused: " + refusal);
    };
  }

  private Directory directoryOf(Evaluation evaluation) {
    var members = new HashMap<Role, List<PersonId>>();
    for (Role role : RolesAsked.byOpening(evaluation.opening())) {
      var key = new RoleKey(evaluation.dossier().partner(), role);
      members.put(role, snapshot.members().getOrDefault(key, List.of()));
    }
    return new Directory(Map.of(), members);
  }

  private static Canceller revisedBy(Evaluation evaluation) {
    return new Canceller.Successor(evaluation.dossier().source(), evaluation.dossier().eventId());
  }

  private static Reason reasonOfRevision(Evaluation evaluation) {
    return new Reason(
        evaluation
            .dossier()
            .revision()
            .map(revision -> "superseded by revision " + revision)
            .orElse("superseded by " + evaluation.dossier().eventId()));
  }

  private static EventKey keyOf(Dossier dossier) {
    return new EventKey(dossier.partner(), dossier.source(), dossier.eventId());
  }
}
