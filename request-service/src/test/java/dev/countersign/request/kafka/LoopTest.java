package dev.countersign.request.kafka;

import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.DecisionCommand;
import dev.countersign.request.app.DecisionResult;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.Seen;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evaluations from the topic, decisions by people, and what stands in the database after. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class LoopTest {
  @Inject Stage stage;
  @Inject RecordDecision recordDecision;

  @BeforeEach
  void people() {
    stage.person("acme", "supervisor@acme", "Supervisor");
    stage.person("acme", "supervisor-2@acme", "Supervisor");
  }

  @Test
  void evaluationThatNeedsNobodyIsAnsweredAtOnce() {
    stage.evaluate(notRequired("acme", "n-1"));

    var verdict = stage.await("select verdict from request.outcome where event_id = 'n-1'");

    assertThat(verdict).isEqualTo("NOT_REQUIRED");
    assertThat(stage.value("select id::text from request.request where event_id = 'n-1'")).isNull();
  }

  @Test
  void evaluationThatCannotBeMadeIsQuarantined() {
    stage.evaluate(quarantined("acme", "q-1", "NO_ACTIVE_POLICY"));

    var verdict = stage.await("select verdict from request.outcome where event_id = 'q-1'");

    assertThat(verdict).isEqualTo("QUARANTINED");
  }

  @Test
  void approvalByOnePersonClosesTheRequest() {
    var draft = required("acme", "r-1");
    stage.evaluate(draft);
    var request =
        UUID.fromString(stage.await("select id::text from request.request where event_id = 'r-1'"));

    var result = decide(request, draft, "supervisor@acme");

    assertThat(result).isInstanceOf(Recorded.class);
    assertThat(stage.value("select verdict from request.outcome where event_id = 'r-1'"))
        .isEqualTo("APPROVED");
    assertThat(
            stage.query(
                "select ce_type from request.ledger where request_id = ? order by seq", request))
        .extracting(row -> row.getFirst())
        .containsExactly(
            "approval.request_created",
            "approval.step_started",
            "approval.decision_recorded",
            "approval.step_approved",
            "approval.request_approved");
  }

  private DecisionResult decide(UUID request, EvaluationDraft draft, String person) {
    var command =
        new DecisionCommand(
            new RequestId(request),
            Vote.APPROVE,
            new Reason("matches the order"),
            Optional.of(new Seen(new Digest(draft.payloadDigest()), 1, 3)),
            Optional.empty(),
            Optional.empty());
    return recordDecision
        .handle(new Actor.Human("acme", new PersonId(person), Set.of()), command)
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}
