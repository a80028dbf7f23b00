package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.array;
import static dev.countersign.request.db.Sql.bytes;
import static dev.countersign.request.db.Sql.hex;
import static dev.countersign.request.db.Sql.time;

import dev.countersign.request.app.Change;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.app.message.Quorums;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.step.Step;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of requests that begin: the request, what its checkers look at, its steps, its head. */
final class Births {
  private static final Class<String> TEXT = String.class;
  private static final Class<UUID> ID = UUID.class;
  private static final Class<Integer> INT = Integer.class;
  private static final Class<Buffer> BYTES = Buffer.class;
  private static final Class<OffsetDateTime> TIME = OffsetDateTime.class;
  private static final Class<Boolean> BOOL = Boolean.class;

  private final Rows births =
      new Rows(
          WriteSql.INSERT_REQUESTS,
          TEXT,
          ID,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          INT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          TEXT,
          ID,
          INT,
          BYTES,
          BYTES,
          TEXT,
          TIME,
          TIME);
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
          TEXT);
  private final Rows newSteps =
      new Rows(
          WriteSql.INSERT_STEPS,
          TEXT,
          ID,
          INT,
          INT,
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
          TIME);
  private final Rows newHeads = new Rows(WriteSql.INSERT_HEADS, TEXT, ID, INT, BYTES);

  void add(Change change) {
    var dossier = change.dossier();
    var evaluation = change.opened().orElseThrow();
    var created = change.events().getFirst().at();
    births.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.source(),
        dossier.eventId(),
        dossier.operation().orElse(null),
        dossier.subjectId().orElse(null),
        dossier.revision().orElse(null),
        dossier.maker().orElse(null),
        array(makersOf(change.after())),
        dossier.amount().map(BigDecimal::toPlainString).orElse(null),
        dossier.currency().orElse(null),
        Statuses.of(change.after()),
        reasonCodeOf(change, evaluation),
        dossier.policyId().orElse(null),
        dossier.policyVersion().orElse(null),
        hex(dossier.contentDigest().hex()),
        ChangeWriter.digest(dossier),
        dossier.traceparent().orElse(null),
        time(created),
        time(expiryOf(change.after())));
    iteration(dossier, evaluation);
    var head = change.head();
    newHeads.add(dossier.partner(), dossier.id().value(), head.seq(), bytes(head.hash()));
    Statuses.stepsOf(change.after()).forEach(step -> newStep(dossier, step));
  }

  private void iteration(Dossier dossier, Evaluation evaluation) {
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
        texts.data().orElse(null));
  }

  private void newStep(Dossier dossier, Step step) {
    var plan = step.plan();
    var activation = step.activation();
    newSteps.add(
        dossier.partner(),
        dossier.id().value(),
        dossier.iteration(),
        plan.no(),
        plan.name(),
        plan.role().name(),
        Quorums.kindOf(plan.quorum()),
        Quorums.countOf(plan.quorum()).orElse(1),
        plan.rejectionRule().name(),
        plan.reasons().onApprove(),
        plan.reasons().onReject(),
        plan.clocks().timeout().map(Duration::toString).orElse(null),
        plan.clocks().onTimeout().name(),
        plan.clocks().escalateTo().map(role -> role.name()).orElse(null),
        ChangeWriter.neededOf(step),
        ChangeWriter.poolSizeOf(step),
        step.status().name(),
        time(activation.startedAt()),
        time(activation.dueAt()));
  }

  List<Rows> rows() {
    return List.of(births, iterations, newSteps, newHeads);
  }

  private static @Nullable String reasonCodeOf(Change change, Evaluation evaluation) {
    return change.events().getFirst() instanceof RequestQuarantined(_, var code, _, _)
        ? code
        : evaluation.reasonCode().orElse(null);
  }

  private static List<String> makersOf(RequestState state) {
    return switch (state) {
      case RequestState.Pending(var terms, _) -> names(terms.makers());
      case RequestState.Quarantined(var makers, _) -> names(makers);
      case RequestState.NotOpened _, RequestState.Closed _ ->
          throw new IllegalStateException("A request is not born as " + state);
    };
  }

  private static List<String> names(java.util.Collection<PersonId> people) {
    return people.stream().sorted().map(PersonId::value).toList();
  }

  private static Instant expiryOf(RequestState state) {
    return switch (state) {
      case RequestState.Pending(var terms, _) -> terms.expiresAt();
      case RequestState.Quarantined(_, var expiresAt) -> expiresAt;
      case RequestState.NotOpened _, RequestState.Closed _ ->
          throw new IllegalStateException("A request is not born as " + state);
    };
  }
}
