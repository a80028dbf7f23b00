package dev.countersign.request.kafka;

import static dev.countersign.request.testing.EvaluationDraft.required;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.DecisionResult.Recorded;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Timers' commands against the database's own clock. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TimerCommandTest {
  @Inject Stage stage;
  @Inject Cast cast;

  @BeforeEach
  void people() {
    stage.person("acme", "supervisor@acme", "Supervisor");
    stage.person("acme", "controller@acme", "Controller");
  }

  @Test
  @DisplayName(
      "F-122 F-150 F-151 T-14 I-3 a request past its time is rejected with basis EXPIRY, never approved")
  void requestPastItsTimeIsRejected() {
    var request = cast.open(required("acme", "ttl-1").ttl("PT0.05S"));

    command("approval.expire_request", request, Instant.now().minusSeconds(1), "");

    assertThat(
            stage.await(
                "select verdict || basis from request.outcome where request_id = ?", request))
        .isEqualTo("REJECTEDEXPIRY");
    assertThat(
            stage.query(
                "select ce_type from request.ledger where request_id = ? and seq > 1 order by seq",
                request))
        .extracting(row -> row.getFirst())
        .containsExactly("approval.request_expired", "approval.request_auto_rejected");
  }

  @Test
  @DisplayName("T-14 V12 a command before the request's time is dropped, however sure the timer is")
  void earlyCommandIsDropped() {
    var early = cast.open(required("acme", "ttl-2"));
    var later = cast.open(required("acme", "ttl-3").ttl("PT0.05S"));

    command("approval.expire_request", early, Instant.now().minusSeconds(60), "");
    command("approval.expire_request", later, Instant.now().minusSeconds(60), "");

    stage.await("select 1 from request.outcome where request_id = ?", later);
    assertThat(stage.value("select status from request.request where id = ?", early))
        .isEqualTo("PENDING");
  }

  @Test
  @DisplayName(
      "F-119 F-142 F-145 T-17 an escalation adds the target role; a second command changes nothing")
  void escalationAddsTheTargetRole() {
    var draft = required("acme", "esc-1").timeout("PT0.05S", "Controller");
    var request = cast.open(draft);
    var step = ",\"step\":1,\"rung\":1";

    command("approval.escalate_step", request, Instant.now(), step);
    command("approval.escalate_step", request, Instant.now(), step);
    stage.await("select escalated_role from request.step where request_id = ?", request);
    var result = cast.decide(request, draft, "controller@acme", Vote.APPROVE);

    assertThat(result).isInstanceOf(Recorded.class);
    assertThat(
            stage.value(
                "select count(*) from request.ledger where request_id = ? and ce_type = ?",
                request,
                "approval.step_escalated"))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("SD-17 SD-26 F-105 I-4 INVALID_COMMAND a vote by a timer does not exist")
  void voteByATimerDoesNotExist() {
    command("approval.record_decision", UUID.randomUUID(), Instant.now(), "");

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(stage.read("approvals.commands.v1.dlq"))
                .anyMatch(it ->
                    new String(it.headers().lastHeader("dlq-reason").value(), UTF_8)
                        .equals("INVALID_COMMAND")));
  }

  private void command(String type, UUID request, Instant dueAt, String more) {
    var id = UUID.randomUUID().toString();
    var body =
        """
        {"id":"%s","type":"%s","time":"%s","partnerId":"acme","requestId":"%s","iteration":1,
         "dueAt":"%s","calendarVersion":0%s}
        """
            .formatted(id, type, Instant.now(), request, dueAt, more);
    var event =
        new CloudEvent(
            id,
            "/countersign/escalation-service",
            type,
            null,
            null,
            Map.of("partnerid", "acme"),
            body.getBytes(UTF_8));
    stage.send(
        CloudEvents.record(stage.topic("approvals.commands.v1"), request.toString(), event, null));
  }
}
