package dev.countersign.request.db;

import static dev.countersign.request.testing.EvaluationDraft.quarantined;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Act;
import dev.countersign.request.core.Reason;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.EvaluationDraft;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 5-reliability 5.7: what an attacker with the service's own login tries. Each statement is refused
 * by the database, in the statement or at commit, or has no effect.
 */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class AttackTest {
  private static final String A = "attack-a";
  private static final String B = "attack-b";
  private static final String DIGEST =
      "(select payload_digest from request.request where id = :open)";

  private static UUID open = new UUID(0, 0);
  private static UUID closed = new UUID(0, 0);
  private static UUID waiting = new UUID(0, 0);
  private static UUID released = new UUID(0, 0);
  private static UUID foreign = new UUID(0, 0);

  @Inject Stage stage;
  @Inject Cast cast;

  @BeforeEach
  void requests() {
    if (open.getMostSignificantBits() != 0) {
      return;
    }
    for (String partner : new String[] {A, B}) {
      stage.person(partner, "supervisor@" + partner, "Supervisor");
      stage.person(partner, "supervisor-2@" + partner, "Supervisor");
    }
    open =
        cast.open(
            EvaluationDraft.requiredWithoutSteps(A, "a-open")
                .step("Supervisor", "COUNT", 2)
                .with(it -> it.putArray("contributors").add("helper@" + A)));
    var draft = required(A, "a-closed");
    closed = cast.open(draft);
    cast.decide(closed, draft, "supervisor@" + A, Vote.APPROVE);
    foreign = cast.open(required(B, "b-open"));
    waiting = cast.open(quarantined(A, "a-waiting", "AMOUNT_MISSING").receivedBy("t", "m"));
    released = cast.open(quarantined(A, "a-released", "AMOUNT_MISSING").receivedBy("t", "m"));
    cast.act(released, new Act.Release(new Reason("r")), "op@" + A, "operator");
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
            votesAndAnswers(), rewritings(), forgedLinks(), forgedReviews(), forgedReleases())
        .flatMap(it -> it);
  }

  private static Stream<Arguments> votesAndAnswers() {
    return Stream.of(
        attack(
            "A04 a vote with the partner id of another", vote(B, 1, "x@b", "maker@" + B, DIGEST)),
        attack("A05 the maker votes", vote(A, 1, "maker@" + A, "maker@" + A, DIGEST)),
        attack("A06 a contributor votes", vote(A, 1, "helper@" + A, "maker@" + A, DIGEST)),
        attack("A07 the vote lies about the maker", vote(A, 1, "maker@" + A, "nobody", DIGEST)),
        attack("A08 a vote on other bytes", vote(A, 1, "s@a", "maker@" + A, "sha256('x')")),
        attack("A09 a vote on a step that does not exist", vote(A, 9, "s@a", "maker@" + A, DIGEST)),
        attack(
            "A10 one person votes twice",
            vote(A, 1, "s@a", "maker@" + A, DIGEST)
                + ";"
                + vote(A, 1, "s@a", "maker@" + A, DIGEST)),
        attack(
            "A11 the quorum is met and the step left open",
            vote(A, 1, "s1@a", "maker@" + A, DIGEST)
                + ";"
                + vote(A, 1, "s2@a", "maker@" + A, DIGEST)),
        attack(
            "A12 a late vote on a closed request",
            vote(A, 1, "s@a", "maker@" + A, DIGEST).replace(":open", ":closed")),
        attack(
            "A13 approved with one of two votes",
            vote(A, 1, "s@a", "maker@" + A, DIGEST)
                + ";update request.step set status = 'APPROVED' where request_id = :open"
                + ";update request.request set status = 'APPROVED', version = 1, closed_at = now()"
                + " where id = :open;"
                + outcome(":open", "APPROVED", "HUMAN_QUORUM")),
        attack("A14 an approval by time", outcome(":open", "APPROVED", "EXPIRY")),
        attack("A15 an approval by policy alone", outcome(":open", "APPROVED", "POLICY")),
        attack("A16 a second final outcome", outcome(":closed", "APPROVED", "HUMAN_QUORUM")),
        attack(
            "A17 an outcome of a request that is still open",
            outcome(":open", "REJECTED", "HUMAN_REJECTION")),
        attack(
            "A18 closing without an answer",
            "update request.request set status = 'REJECTED', version = 1, closed_at = now()"
                + " where id = :open"));
  }

  private static Stream<Arguments> rewritings() {
    return Stream.of(
        attack(
            "A19 a closed request is opened again",
            "update request.request set status = 'PENDING', version = version + 1, closed_at = null"
                + " where id = :closed"),
        attack(
            "C-09 an approval that owes no review moves",
            "update request.request set version = version + 1 where id = :closed"),
        attack(
            "A20 I11 a pinned column changes",
            "update request.request set maker_id = 'x' where id = :open"),
        attack("A21 a vote is changed", "update request.decision set vote = 'REJECT'"),
        attack(
            "A22 E11 a ledger entry is deleted",
            "delete from request.ledger where request_id = :open"),
        attack("A23 the ledger is truncated", "truncate request.ledger"),
        attack("A24 E10 an outcome is rewritten", "update request.outcome set body = '{}'"),
        attack(
            "A25 a rejected step becomes an approved one",
            "update request.step set status = 'ACTIVE' where request_id = :closed"),
        attack("A26 the inbox forgets an event", "delete from request.inbox"),
        attack("A27 a guard is switched off", "alter table request.decision disable trigger all"),
        attack("A28 a policy is dropped", "drop policy tenant on request.request"),
        attack(
            "A29 a request is born approved",
            "insert into request.request (partner_id, id, source, event_id, operation, subject_id,"
                + " maker_id, maker_set, status, policy_version, content_digest, payload_digest,"
                + " created_at, expires_at, closed_at) select partner_id, gen_random_uuid(), source,"
                + " 'forged', operation, subject_id, maker_id, maker_set, 'APPROVED', policy_version,"
                + " content_digest, payload_digest, created_at, expires_at, now()"
                + " from request.request where id = :closed"),
        attack("A30 becoming the owner", "set role request_migrate"),
        attack("E10 a ledger entry is rewritten", "update request.ledger set topic = 'x'"),
        attack("E11 an outcome is deleted", "delete from request.outcome"),
        attack(
            "E8 an entry that no broker would take",
            ledger(
                    "2",
                    "hash",
                    "sha256(hash || int4send(2) || convert_to(repeat('x', 200001), 'UTF8'))")
                .replace("'{}', topic", "convert_to(repeat('x', 200001), 'UTF8'), topic")));
  }

  private static Stream<Arguments> forgedLinks() {
    return Stream.of(
        attack(
            "A31 a fork of the chain",
            ledger("1", "prev_hash", "sha256(prev_hash || int4send(1) || '{}')")),
        attack("A32 a wrong hash", ledger("2", "hash", "sha256('x')")),
        attack(
            "A33 a gap in the chain", ledger("3", "hash", "sha256(hash || int4send(3) || '{}')")),
        attack(
            "A34 a second beginning",
            ledger("0", "sha256('x')", "sha256(sha256('x') || int4send(0) || '{}')")));
  }

  /** A true link of the chain: it is refused for who says it, and nothing else. */
  private static Stream<Arguments> forgedReviews() {
    return Stream.of(
        review("C-09 the maker reviews what the maker approved", "maker@" + A),
        review("C-09 a contributor reviews it", "helper@" + A));
  }

  private static Arguments review(String name, String reviewer) {
    var body = "'{\"by\":\"%s\"}'".formatted(reviewer);
    var link = ledger("2", "hash", "sha256(hash || int4send(2) || '{}')");
    return attack(
        name,
        link.replace("'{}'", "convert_to(" + body + ", 'UTF8')")
            .replace("ce_type, now()", "'approval.self_approval_reviewed', now()"));
  }

  private static Stream<Arguments> forgedReleases() {
    return Stream.of(
        attack(
            "T-04 an event is judged again that nobody released",
            release(":waiting", 0, "a-waiting")),
        attack(
            "T-04 a request that is decided is judged again", release(":closed", 0, "a-waiting")),
        attack(
            "T-04 another event is judged in the place of the released one",
            release(":released", 1, "a-released").replace("e.data", "'{}'")),
        attack(
            "T-04 a release is told under another partner",
            release(":released", 1, "a-released")
                .replace("select e.partner_id", "select '" + B + "'")),
        attack(
            "T-04 a released event is rewritten", "update request.released_event set body = '{}'"),
        attack(
            "T-04 a kept event is rewritten", "update request.quarantined_event set data = '{}'"));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @DisplayName("F-164 F-165 F-222 I-3 I-4 I-5 SD-26 the database refuses what the model forbids")
  void databaseRefuses(String sql) throws SQLException {
    try (var connection = stage.connect("request_app", "request_app")) {
      connection.setAutoCommit(false);
      asPartner(connection, A);

      assertThat(isRefused(connection, sql)).as(sql).isTrue();
    }
  }

  @Test
  @DisplayName(
      "A01 A02 TN-14 without a partner, or after a transaction that had one, no row is seen")
  void noPartnerSeesNoRow() throws SQLException {
    try (var connection = stage.connect("request_app", "request_app")) {
      assertThat(count(connection, "select count(*) from request.request")).isZero();
      connection.setAutoCommit(false);
      asPartner(connection, A);
      assertThat(count(connection, "select count(*) from request.request")).isPositive();
      connection.commit();
      assertThat(count(connection, "select count(*) from request.request")).isZero();
    }
  }

  @Test
  @DisplayName("A03 D11 another partner's rows are neither seen nor changed")
  void foreignRowsAreOutOfReach() throws SQLException {
    try (var connection = stage.connect("request_app", "request_app")) {
      connection.setAutoCommit(false);
      asPartner(connection, A);
      var change = "update request.request set version = version + 1 where id = '" + foreign + "'";

      assertThat(
              count(
                  connection, "select count(*) from request.ledger where partner_id = '" + B + "'"))
          .isZero();
      try (var statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(change)).isZero();
      }
    }
  }

  @Test
  @DisplayName("SD-05 F-134 by two accounts a human neither votes twice nor beside the maker")
  void humanVotesByOneAccount() throws SQLException {
    stage.person(A, "one@" + A, "Supervisor");
    stage.person(A, "two@" + A, "Supervisor");
    stage.person(A, "maker@" + A);
    stage.person(A, "maker-2@" + A, "Supervisor");
    stage.run(
        "update request.person set human_id = 'HR-1' where id in (?, ?)", "one@" + A, "two@" + A);
    stage.run("update request.person set mail = 'M@x' where id = ?", "maker@" + A);
    var wide =
        cast.open(EvaluationDraft.requiredWithoutSteps(A, "a-wide").step("Supervisor", "COUNT", 3));
    // Only now do the two become one human: before, the request would have counted both as makers.
    stage.run("update request.person set mail = 'm@X' where id = ?", "maker-2@" + A);
    try (var connection = stage.connect("request_app", "request_app")) {
      connection.setAutoCommit(false);
      asPartner(connection, A);

      assertThat(refusal(connection, wide, "one@" + A)).isEmpty();
      assertThat(refusal(connection, wide, "two@" + A)).contains("decided by another account");
      assertThat(refusal(connection, wide, "maker-2@" + A)).contains("a maker by another account");
      assertThat(refusal(connection, wide, "supervisor@" + A)).isEmpty();
      connection.rollback();
    }
  }

  /** Why the database refuses the person's vote; empty if it takes it. */
  private static String refusal(Connection connection, UUID request, String person)
      throws SQLException {
    var sql = vote(A, 1, person, "maker@" + A, DIGEST).replace(":open", "'" + request + "'");
    var before = connection.setSavepoint();
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
      return "";
    } catch (SQLException e) {
      connection.rollback(before);
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  @DisplayName("F-222 A35 even a superuser without triggers cannot edit a ledger entry")
  void chainHoldsWithoutTriggers() throws SQLException {
    try (var connection = stage.connect("postgres", "postgres")) {
      connection.setAutoCommit(false);
      var edit =
          "set session_replication_role = replica;"
              + "update request.ledger set body = '{}' where request_id = :open";

      assertThat(isRefused(connection, edit)).isTrue();
    }
  }

  @Test
  @DisplayName("A36 the scanning role sees ids and nothing else")
  void scanningRoleSeesIdsAlone() throws SQLException {
    try (var connection = stage.connect("request_scan", "request_scan")) {
      connection.setAutoCommit(false);

      assertThat(count(connection, "select count(partner_id) from request.ledger_head"))
          .isPositive();
      assertThat(isRefused(connection, "select hash from request.ledger_head")).isTrue();
      connection.rollback();
      assertThat(isRefused(connection, "select * from request.request")).isTrue();
    }
  }

  private static Arguments attack(String name, String sql) {
    return argumentSet(name, sql);
  }

  private static String vote(String partner, int step, String person, String maker, String digest) {
    return ("insert into request.decision (partner_id, request_id, iteration, step_no, person_id, maker_id,"
            + " vote, reason, payload_digest, request_version, ledger_seq, status_after, decided_at)"
            + " values ('%s', :open, 1, %d, '%s', '%s', '%s', 'r', %s, 0, 2, 'PENDING', now())")
        .formatted(partner, step, person, maker, "APPROVE", digest);
  }

  private static String outcome(String request, String verdict, String basis) {
    return ("insert into request.outcome (partner_id, id, request_id, source, event_id, verdict, basis, body,"
            + " topic, agg_key, ce_id, ce_time, ce_partnerid) values ('attack-a', gen_random_uuid(), %s,"
            + " '/billing', 'forged', '%s', '%s', '{}', 't', 'k', gen_random_uuid(), now(), 'attack-a')")
        .formatted(request, verdict, basis);
  }

  private static String release(String request, int seq, String event) {
    return ("insert into request.released_event (partner_id, request_id, seq, released_at, body, topic,"
            + " agg_key, ce_id, ce_type, ce_source, ce_partnerid, ce_intaketopic)"
            + " select e.partner_id, %s, %d, now(), e.data, 't', 'k', r.event_id, 'x', r.source,"
            + " e.partner_id, 't' from request.quarantined_event e join request.request r"
            + " on r.id = e.request_id where r.event_id = '%s'")
        .formatted(request, seq, event);
  }

  private static String ledger(String seq, String previous, String hash) {
    return ("insert into request.ledger (partner_id, request_id, seq, prev_hash, hash, body, topic, agg_key,"
            + " ce_id, ce_type, ce_time, ce_partnerid, ce_requestid, ce_iteration, ce_seq)"
            + " select partner_id, request_id, %1$s, %2$s, %3$s, '{}', topic, agg_key,"
            + " gen_random_uuid(), ce_type, now(), partner_id, request_id, 1, %1$s"
            + " from request.ledger where request_id = :open and seq = 1")
        .formatted(seq, previous, hash);
  }

  private static void asPartner(Connection connection, String partner) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select set_config('app.partner_ids', '{" + partner + "}', true)");
    }
  }

  private static boolean isRefused(Connection connection, String sql) {
    var statements =
        sql.replace(":open", "'" + open + "'")
            .replace(":closed", "'" + closed + "'")
            .replace(":waiting", "'" + waiting + "'")
            .replace(":released", "'" + released + "'");
    try (var statement = connection.createStatement()) {
      statement.execute(statements);
      connection.commit();
      return false;
    } catch (SQLException e) {
      // A statement that is wrong in itself proves nothing.
      assertThat(e.getSQLState()).as(e.getMessage()).matches("42501|40001|22.*|23.*|0A.*");
      return true;
    }
  }

  private static int count(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
