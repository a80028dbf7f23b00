package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.array;
import static dev.countersign.request.db.Sql.time;

import dev.countersign.request.app.Change;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.app.message.Quorums;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.StepStarted;
import dev.countersign.request.core.step.Span;
import dev.countersign.request.core.step.Step;
import dev.countersign.request.core.step.StepStatus;
import dev.countersign.request.core.step.Track;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The rows of an iteration that begins: what its checkers look at, and its steps. */
final class Iterations {
  private static final Class<String> TEXT = String.class;
  private static final Class<UUID> ID = UUID.class;
  private static final Class<Integer> INT = Integer.class;
  private static final Class<OffsetDateTime> TIME = OffsetDateTime.class;
  private static final Class<Boolean> BOOL = Boolean.class;

  private final Rows iterations =
      new Rows(
          WriteSql.INSERT_ITERATIONS,
          TEXT,
          ID,
          INT,
          TEXT,
          TIME,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          INT,
          BOOL);
  private final Rows repeated = new Rows(WriteSql.REPEAT_ITERATIONS, TEXT, ID, INT);
  private final Rows steps =
      new Rows(
          WriteSql.INSERT_STEPS,
          TEXT,
          ID,
          INT,
          INT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          INT,
          TEXT,
          BOOL,
          BOOL,
          TEXT,
          TEXT,
          TEXT,
          INT,
          INT,
          TEXT,
          TIME,
          TIME,
          INT,
          INT,
          BOOL,
          INT);

  void add(Change change) {
    var dossier = change.dossier();
    var tracks = Statuses.tracksOf(change.after());
    change
        .opened()
        .ifPresentOrElse(
            evaluation -> iteration(change, evaluation, tracks.required()),
            () -> repeated.add(dossier.partner(), dossier.id().value(), dossier.iteration()));
    for (Track track : tracks.all()) {
      track.steps().forEach(step -> step(change, track.name(), step));
    }
  }

  private void iteration(Change change, Evaluation evaluation, int tracksRequired) {
    var dossier = change.dossier();
    var texts = evaluation.texts();
    iterations.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        evaluation.event().type(),
        time(evaluation.event().time()),
        evaluation.makerReason().orElse(null),
        array(evaluation.ruleIds()),
        texts.facts().orElse(null),
        texts.material().orElse(null),
        texts.trace().orElse(null),
        texts.route().orElse(null),
        texts.data().orElse(null),
        tracksRequired,
        StateColumns.allowsSelfApproval(change.after()));
  }

  private void step(Change change, String track, Step step) {
    Dossier dossier = change.dossier();
    var plan = step.plan();
    var activation = step.activation();
    steps.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        plan.no(),
        track,
        plan.name(),
        StepColumns.role(step),
        array(StepColumns.asked(change.after(), step)),
        Quorums.kindOf(plan.quorum()),
        Quorums.countOf(plan.quorum()).or(() -> Quorums.percentOf(plan.quorum())).orElse(1),
        StepColumns.rejectionRule(step),
        plan.reasons().onApprove(),
        plan.reasons().onReject(),
        plan.clocks().timeout().map(Span::toString).orElse(null),
        plan.clocks().onTimeout().name(),
        StepColumns.escalateTo(step),
        StepColumns.needed(step),
        StepColumns.poolSize(step),
        step.status().name(),
        time(activation.startedAt()),
        time(activation.dueAt()),
        step.tally().approved(),
        step.tally().rejected(),
        change.iterates() && step.status() == StepStatus.APPROVED,
        credited(change, step));
  }

  /** How many votes a step was lent by the one before it. */
  static int credited(Change change, Step step) {
    return change.events().stream()
        .filter(StepStarted.class::isInstance)
        .map(StepStarted.class::cast)
        .filter(started -> started.step() == step.no())
        .mapToInt(started -> started.credited().size())
        .sum();
  }

  /** Whether a vote has moved others to the steps that need them. */
  static boolean isMatched(Change change) {
    return change.events().stream()
        .anyMatch(it -> it instanceof DecisionRecorded recorded && !recorded.moved().isEmpty());
  }

  List<Rows> rows() {
    return List.of(iterations, steps);
  }

  boolean isEmpty() {
    return iterations.isEmpty() && repeated.isEmpty() && steps.isEmpty();
  }

  Rows repeated() {
    return repeated;
  }
}
