package dev.countersign.request.kafka;

import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Act;
import dev.countersign.request.app.ActResult;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Refusal;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T-04: an operator releases a quarantined event, and it is judged again as it came in. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ReleaseTest {
  private static final String TOPIC = "billing.events.v1";
  private static final String DATA = "{\"amount\":\"350000\",\"maker\":\"maker@acme\"}";

  @Inject Stage stage;
  @Inject Cast cast;

  private String event = "";

  @BeforeEach
  void people() {
    stage.person("acme", "supervisor@acme", "Supervisor");
    event = "release-" + UUID.randomUUID();
  }

  @Test
  @DisplayName("T-04 the release says the event again, byte for byte and in its envelope")
  void releaseSaysTheEventAgain() {
    var request = cast.open(unjudged());

    release(request);

    assertThat(
            stage.query(
                "select convert_from(body, 'UTF8'), topic, agg_key, ce_id, ce_source, ce_type,"
                    + " ce_subject, ce_partnerid, ce_actor, ce_revision, ce_intaketopic,"
                    + " ce_time = '2026-03-02T04:15:00Z' from request.released_event"
                    + " where request_id = ?",
                request))
        .containsExactly(
            Arrays.asList(
                DATA,
                stage.topic("approvals.releases.v1"),
                "acme|invoice|INV-" + event,
                event,
                "/billing",
                "invoice.created",
                "INV-" + event,
                "acme",
                "maker@acme",
                null,
                TOPIC,
                "t"));
    assertThat(
            stage.value(
                "select convert_from(l.body, 'UTF8') from request.ledger l join"
                    + " request.released_event e on e.request_id = l.request_id and e.seq = l.seq"
                    + " where l.request_id = ? and l.ce_type = 'approval.request_released'",
                request))
        .contains("operator@acme", "the policy is there");
  }

  @Test
  @DisplayName("T-04 I-7 however often it is judged after its release, one answer is final")
  void releasedEventHasOneFinalAnswer() {
    var request = cast.open(unjudged());
    release(request);

    stage.evaluate(judged(), judged(), notRequired("acme", event + "-after"));
    stage.await("select 1 from request.outcome where event_id = ?", event + "-after");

    assertThat(
            stage.query(
                "select verdict from request.outcome where event_id = ? order by ce_time", event))
        .containsExactly(List.of("QUARANTINED"), List.of("NOT_REQUIRED"));
  }

  @Test
  @DisplayName("T-04 a second release is refused, and says nothing again")
  void secondReleaseIsRefused() {
    var request = cast.open(unjudged());
    release(request);

    assertThat(act(request, "operator@acme", "operator"))
        .isEqualTo(new ActResult.Refused(Refusal.NOTHING_CHANGED));
    assertThat(said(request)).isEqualTo("1");
  }

  @Test
  @DisplayName("T-04 what is quarantined once more can be released once more")
  void quarantinedAgainIsReleasedAgain() {
    var request = cast.open(unjudged());
    release(request);
    stage.evaluate(unjudged());
    stage.await("select 1 from request.request where id = ? and not released", request);

    release(request);

    assertThat(said(request)).isEqualTo("2");
    assertThat(stage.value("select count(*) from request.outcome where event_id = ?", event))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("T-04 neither the maker nor somebody who is no operator releases")
  void onlyAnotherOperatorReleases() {
    var request = cast.open(unjudged());

    assertThat(act(request, "maker@acme", "operator"))
        .isEqualTo(new ActResult.Refused(Refusal.MAKER_MAY_NOT_DECIDE));
    assertThat(act(request, "supervisor@acme"))
        .isEqualTo(new ActResult.Refused(Refusal.NOT_PERMITTED));
    assertThat(act(request, "operator@other", "operator"))
        .isEqualTo(new ActResult.Refused(Refusal.UNKNOWN_REQUEST));
    assertThat(said(request)).isEqualTo("0");
  }

  @Test
  @DisplayName("T-04 bytes of another digest are not kept: the release waits for the producer")
  void otherBytesAreNotKept() {
    var request = cast.open(unjudged().content("something else"));

    release(request);

    assertThat(said(request)).isEqualTo("0");
    stage.evaluate(required("acme", event).content("something else"));
    stage.await("select 1 from request.request where id = ? and status = 'PENDING'", request);
  }

  private EvaluationDraft unjudged() {
    return quarantined("acme", event, "NO_ACTIVE_POLICY").receivedBy(TOPIC, "maker@acme");
  }

  private EvaluationDraft judged() {
    return notRequired("acme", event).receivedBy(TOPIC, "maker@acme");
  }

  private void release(UUID request) {
    assertThat(act(request, "operator@acme", "operator")).isInstanceOf(ActResult.Done.class);
  }

  private ActResult act(UUID request, String person, String... groups) {
    return cast.act(request, new Act.Release(new Reason("the policy is there")), person, groups);
  }

  private String said(UUID request) {
    return String.valueOf(
        stage.value("select count(*) from request.released_event where request_id = ?", request));
  }
}
