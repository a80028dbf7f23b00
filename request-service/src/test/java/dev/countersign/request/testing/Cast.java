package dev.countersign.request.testing;

import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestCommand.Aim;
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
  private final ActOnRequest actOnRequest;

  Cast(Stage stage, RecordDecision recordDecision, ActOnRequest actOnRequest) {
    this.stage = stage;
    this.recordDecision = recordDecision;
    this.actOnRequest = actOnRequest;
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
    return command(request, draft, vote, 1);
  }

  /** A vote on what the draft says, as this iteration of the request. */
  public DecisionCommand command(UUID request, EvaluationDraft draft, Vote vote, int iteration) {
    return new DecisionCommand(
        new RequestId(request),
        vote,
        new Reason("matches the order"),
        Optional.of(new Seen(new Digest(draft.payloadDigest()), iteration, 3)),
        Optional.empty(),
        Optional.empty(),
        Aim.NONE);
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

  public ActResult cancel(UUID request, String person, String... groups) {
    return act(request, new Act.Cancel(new Reason("not needed")), person, groups);
  }

  public ActResult act(UUID request, Act act, String person, String... groups) {
    var actor = new Actor.Human(partnerOf(person), new PersonId(person), Set.of(groups));
    return actOnRequest.handle(actor, new RequestId(request), act).await().atMost(PATIENCE);
  }

  private static Actor.Human human(String person) {
    return new Actor.Human(partnerOf(person), new PersonId(person), Set.of());
  }

  private static String partnerOf(String person) {
    return person.substring(person.indexOf('@') + 1);
  }
}
