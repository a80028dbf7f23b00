package dev.countersign.request.kafka;

import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evaluations from the topic, decisions by people, and what stands in the database after. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class LoopTest {
  @Inject Stage stage;
  @Inject Cast cast;

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
    var request = cast.open(draft);

    var result = cast.decide(request, draft, "supervisor@acme", Vote.APPROVE);

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
}
