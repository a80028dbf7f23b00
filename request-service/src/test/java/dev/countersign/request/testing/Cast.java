package dev.countersign.request.testing;

import dev.countersign.request.app.Actor;
import dev.countersign.request.app.CancelCommand;
import dev.countersign.request.app.CancelRequest;
import dev.countersign.request.app.CancelResult;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** People at work: they open requests through the topic and decide through the use cases. */
@ApplicationScoped
public class Cast {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Stage stage;
  private final RecordDecision recordDecision;
  private final CancelRequest cancelRequest;

  Cast(Stage stage, RecordDecision recordDecision, CancelRequest cancelRequest) {
    this.stage = stage;
    this.recordDecision = recordDecision;
    this.cancelRequest = cancelRequest;
  }

  /** Publishes the evaluation and waits for its request. */
  public UUID open(EvaluationDraft draft) {
    stage.evaluate(draft);
    return find(draft);
  }

  /** Waits for the request of an evaluation that was published. */
  public UUID find(EvaluationDraft draft) {
    return UUID.fromString(
        stage.await(
            "select id::text from request.request where partner_id = ? and event_id = ?",
            draft.partner(),
            draft.eventId()));
  }

  public DecisionCommand command(UUID request, EvaluationDraft draft, Vote vote) {
    return new DecisionCommand(
        new RequestId(request),
        vote,
        new Reason("matches the order"),
        Optional.of(new Seen(new Digest(draft.payloadDigest()), 1, 3)),
        Optional.empty(),
        Optional.empty());
  }

  public DecisionResult decide(UUID request, EvaluationDraft draft, String person, Vote vote) {
    return deciding(person, command(request, draft, vote)).await().atMost(PATIENCE);
  }

  /** The partner is the part of the person's id behind the at sign. */
  public Uni<DecisionResult> deciding(String person, DecisionCommand command) {
    return recordDecision.handle(human(person), command);
  }

  public DecisionResult decide(String person, DecisionCommand command) {
    return deciding(person, command).await().atMost(PATIENCE);
  }

  public CancelResult cancel(UUID request, String person, String... groups) {
    var actor = new Actor.Human(partnerOf(person), new PersonId(person), Set.of(groups));
    return cancelRequest
        .handle(actor, new CancelCommand(new RequestId(request), new Reason("not needed")))
        .await()
        .atMost(PATIENCE);
  }

  private static Actor.Human human(String person) {
    return new Actor.Human(partnerOf(person), new PersonId(person), Set.of());
  }

  private static String partnerOf(String person) {
    return person.substring(person.indexOf('@') + 1);
  }
}
