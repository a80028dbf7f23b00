package dev.countersign.request.app;

import dev.countersign.platform.storage.SqlStates;
import dev.countersign.request.app.Intake.Session;
import dev.countersign.request.app.SecurityEvents.Attempt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers a batch of evaluated events: opens requests, records what needs nobody, closes what was
 * cancelled. One transaction for the batch; if the database refuses its data, one per event, so
 * that the offender alone becomes a dead letter.
 */
@ApplicationScoped
public class OpenRequests {
  private final Intake intake;
  private final SecurityEvents security;

  OpenRequests(Intake intake, SecurityEvents security) {
    this.intake = intake;
    this.security = security;
  }

  public Uni<Void> handle(Actor.Service actor, Batch batch) {
    return sequentially(
        Segments.of(batch.evaluations()), segment -> together(actor, batch.with(segment)));
  }

  private Uni<Void> together(Actor.Service actor, Batch batch) {
    return answer(actor, batch)
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(failure -> apart(actor, batch, failure));
  }

  private Uni<Void> apart(Actor.Service actor, Batch batch, Throwable failure) {
    if (batch.evaluations().size() > 1) {
      return sequentially(
          batch.evaluations(), single -> together(actor, batch.with(List.of(single))));
    }
    return batch.evaluations().isEmpty()
        ? Uni.createFrom().failure(failure)
        : batch
            .letters()
            .refused(batch.evaluations().getFirst(), SqlStates.stateOf(failure).orElse(""));
  }

  private Uni<Void> answer(Actor.Service actor, Batch batch) {
    var partners =
        batch.evaluations().stream()
            .map(evaluation -> evaluation.dossier().partner())
            .collect(Collectors.toSet());
    return intake
        .transaction(partners, session -> write(session, batch))
        .flatMap(answers -> report(actor, answers));
  }

  private Uni<BatchAnswers> write(Session session, Batch batch) {
    return session
        .claim(BatchAnswers.claimOf(batch.evaluations()))
        .map(snapshot -> BatchAnswers.of(batch.evaluations(), snapshot))
        .call(answers -> session.write(answers.changes(), batch.progress()))
        .call(answers -> sequentially(answers.reused(), batch.letters()::idReused))
        .call(answers -> sequentially(answers.homeless(), batch.letters()::noOpenRequest))
        .call(answers -> sequentially(answers.outdated(), batch.letters()::outdatedRevision));
  }

  /** An id used for two contents is an attack or a broken producer: somebody must know. */
  private Uni<Void> report(Actor.Service actor, BatchAnswers answers) {
    return sequentially(
        answers.reused(),
        evaluation -> {
          var dossier = evaluation.dossier();
          return security.record(
              new Attempt(
                  dossier.partner(),
                  actor.name(),
                  "id_reuse_conflict",
                  dossier.source() + "/" + dossier.eventId()));
        });
  }

  private static <T> Uni<Void> sequentially(List<T> items, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(work::apply)
        .onItem()
        .ignoreAsUni();
  }
}
