package dev.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.notification.app.Deliveries;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digests in Dhaka, six hours ahead: the usual eight o'clock is two in UTC. */
@QuarkusTest
class DigestDeliveryTest extends ServiceTest {
  private static final Instant EVENING = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-03-03T02:00:00Z");

  @Inject TestClock clock;
  @Inject Deliveries deliveryRows;

  @BeforeEach
  void gatherInDhaka() {
    clock.set(EVENING);
    ledger
        .partner("Asia/Dhaka", 1)
        .person(at("supervisor"), "Sadia Rahman", 1)
        .person(at("maker"), "Mahin", 1);
    awaitPeople(2);
    await().atMost(PATIENCE).until(() -> rows("select from notification.partner").size() == 1);
    choose(at("supervisor"), "DECISION_NEEDED", "DIGEST", "email");
  }

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  @Test
  @DisplayName(
      "C-20: what waits is told in one mail at the hour, without what was decided meanwhile")
  void oneMailTellsWhatStillWaits() throws Exception {
    ledger.stepStarted(at("supervisor"));
    try (var second = new Ledger(partner);
        var decided = new Ledger(partner)) {
      second.stepStarted(at("supervisor"));
      decided.stepStarted(at("supervisor"));
      awaitGathered(3);
      decided.approved(at("somebody"));
      awaitMailTo(at("maker"));
      assertThat(mailsTo(at("supervisor"))).isEmpty();

      clock.set(MORNING);
      var mail = awaitMailTo(at("supervisor"));
      awaitDigest("SENT");

      assertThat(mail.getSubject()).isEqualTo("Your digest: 2 decisions needed");
      assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString())
          .contains(ledger.requestId().toString())
          .contains(second.requestId().toString())
          .doesNotContain(decided.requestId().toString());
    }
    assertThat(mailsTo(at("supervisor"))).hasSize(1);
    assertThat(deliveries("digest_id is not null and state = 'SENT'")).hasSize(2);
    assertThat(deliveries("digest_id is not null and state = 'SUPPRESSED'"))
        .singleElement()
        .returns("DECIDED_MEANWHILE", row -> row.getString("detail"));
  }

  @Test
  @DisplayName("C-20: a digest of which nothing is left is not sent")
  void digestOfNothingIsNotSent() {
    ledger.stepStarted(at("supervisor"));
    awaitGathered(1);
    ledger.decided(at("supervisor"), "fine").approved(at("supervisor"));
    awaitMailTo(at("maker"));

    clock.set(MORNING);

    assertThat(awaitDigest("SUPPRESSED").getString("detail")).isEqualTo("NOTHING_LEFT");
    assertThat(mailsTo(at("supervisor"))).isEmpty();
  }

  @Test
  @DisplayName("C-20: what is due before the digest, or within an hour after, is told at once")
  void whatIsDueBeforeIsToldAtOnce() {
    publishDueAt(MORNING.plus(Duration.ofMinutes(59)));

    awaitMailTo(at("supervisor"));

    assertThat(deliveries("state = 'GATHERED'")).isEmpty();
  }

  @Test
  @DisplayName("C-20: an escalation waits for no digest")
  void escalationIsToldAtOnce() {
    ledger.publish(
        "approval.step_escalated",
        Map.of("step", Map.of("no", 1, "name", "C"), "notify", List.of(at("supervisor"))));

    awaitMailTo(at("supervisor"));
  }

  @Test
  @DisplayName(
      "C-20: two instances open one digest; one that died sends it again, Message-ID alike")
  void digestIsOneForEveryInstance() {
    ledger.stepStarted(at("supervisor"));
    awaitGathered(1);

    clock.set(MORNING);
    Uni.join()
        .all(deliveryRows.openDigests(MORNING), deliveryRows.openDigests(MORNING))
        .andFailFast()
        .await()
        .atMost(PATIENCE);
    awaitDigest("SENT");
    // As a kill between the mail server's yes and the commit leaves it.
    rows(
        "update notification.delivery set settled_at = null, state = case purpose when 'DIGEST' then 'PENDING' else 'GATHERED' end");
    await().atMost(PATIENCE).until(() -> mailsTo(at("supervisor")).size() == 2);
    awaitDigest("SENT");

    assertThat(deliveries("purpose = 'DIGEST'")).hasSize(1);
    assertThat(mailsTo(at("supervisor")).stream().map(DigestDeliveryTest::messageId).distinct())
        .hasSize(1);
  }

  @Test
  @DisplayName("C-20: what comes too late for a digest that is out goes alone and at once")
  void stragglerGoesAlone() {
    ledger.stepStarted(at("supervisor"));
    awaitGathered(1);
    clock.set(MORNING);
    awaitDigest("SENT");

    clock.set(EVENING);
    try (var late = new Ledger(partner)) {
      late.stepStarted(at("supervisor"));
      awaitGathered(1);
      clock.set(MORNING);
      await().atMost(PATIENCE).until(() -> mailsTo(at("supervisor")).size() == 2);
    }

    assertThat(deliveries("purpose = 'DIGEST'")).hasSize(1);
    awaitDeliveries(2, "SENT");
  }

  @Test
  @DisplayName("C-20: a digest that is given up lets each of its parts try for itself")
  void givenUpDigestLosesNothing() {
    ledger.stepStarted(at("supervisor"));
    awaitGathered(1);
    mailServer.stop();
    try {
      clock.set(MORNING);
      await()
          .atMost(PATIENCE)
          .until(() -> !deliveries("purpose = 'DIGEST' and attempts > 0").isEmpty());
      // The last rung of the ladder.
      rows("update notification.delivery set rung = 9, due_at = now() where purpose = 'DIGEST'");
      awaitDigest("DEAD");
      assertThat(deliveries("digest_id is not null and state = 'PENDING'")).hasSize(1);
    } finally {
      mailServer.start();
    }

    awaitMailTo(at("supervisor"));
  }

  @ParameterizedTest
  @CsvSource({
    // Spring in Berlin has no half past two on the 29th, and autumn has two on the 25th.
    "Europe/Berlin, 2, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "Europe/Berlin, 8, 2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
    "Europe/Berlin, 8, 2026-10-24T12:00:00Z, 2026-10-25T07:00:00Z",
    "Asia/Kathmandu, 0, 2026-03-02T18:14:59Z, 2026-03-02T18:15:00Z",
    "Asia/Kathmandu, 0, 2026-03-02T18:15:00Z, 2026-03-03T18:15:00Z",
    "Atlantis, 8, 2026-03-02T12:00:00Z, 2026-03-03T08:00:00Z"
  })
  @DisplayName("C-20: a digest is due at the next such hour where the partner is")
  void digestIsDueWhereThePartnerIs(String zone, int hour, Instant now, Instant due) {
    rows(
        "insert into notification.partner (partner_id, zone, version) select '%s', name, 2 from (select coalesce((select name from pg_timezone_names where name = '%s'), 'UTC') as name) z on conflict (partner_id) do update set zone = excluded.zone"
            .formatted(partner, zone));
    rows("update notification.preference set digest_hour = " + hour);

    var way =
        rows("select * from notification.ways(uuidv7(), '%s', 'PERSON', '%s', 'DECISION_NEEDED', null, '%s')"
                .formatted(partner, at("supervisor"), now))
            .getFirst();

    assertThat(way.getOffsetDateTime("due_at").toInstant()).isEqualTo(due);
  }

  @Test
  @DisplayName("C-20: choices are read by key within the statement; no function is called per row")
  void choicesAreReadWithinTheStatement() {
    var plan =
        rows(
            "explain select way.* from (values (uuidv7(), '%s', '%s'), (uuidv7(), '%s', 'x')) as d(i, p, t) cross join lateral notification.ways(d.i, d.p, 'PERSON', d.t, 'DECISION_NEEDED', null, now()) as way"
                .formatted(partner, at("supervisor"), partner));

    assertThat(plan)
        .extracting(row -> row.getString(0))
        .noneMatch(line -> line.contains("Function Scan on ways"))
        .anyMatch(line -> line.contains("preference"));
  }

  private void publishDueAt(Instant due) {
    ledger.publish(
        "approval.step_started",
        Map.of(
            "step", Map.of("no", 1, "name", "Controller"),
            "notify", List.of(at("supervisor")),
            "dueAt", due.toString()));
  }

  private void awaitGathered(int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> deliveries("state = 'GATHERED' and digest_id is null").size() == count);
  }

  private Row awaitDigest(String state) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> deliveries("purpose = 'DIGEST' and state = '" + state + "'"),
            found -> found.size() == 1)
        .getFirst();
  }

  private static String messageId(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
