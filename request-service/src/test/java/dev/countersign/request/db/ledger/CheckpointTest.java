package dev.countersign.request.db.ledger;

import static dev.countersign.platform.testing.TestTokens.bearer;
import static dev.countersign.request.testing.EvaluationDraft.notRequired;
import static dev.countersign.request.testing.EvaluationDraft.required;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.SignCheckpoints;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.Cast;
import dev.countersign.request.testing.Contract;
import dev.countersign.request.testing.Stage;
import dev.countersign.verifier.Checkpoint;
import dev.countersign.verifier.CheckpointVerifier;
import dev.countersign.verifier.Entry;
import dev.countersign.verifier.Finding.AtEntry;
import dev.countersign.verifier.Keys;
import dev.countersign.verifier.LedgerVerifier;
import dev.countersign.verifier.LedgerVerifier.Report;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints and the export, verified as an auditor would: with the public key alone. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class CheckpointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger PARTNERS = new AtomicInteger();

  @Inject SignCheckpoints signCheckpoints;
  @Inject Stage stage;
  @Inject Cast cast;

  @Inject
  @ConfigProperty(name = "countersign.checkpoint.public-key")
  String publicKey;

  private String partner = "";
  private UUID request = new UUID(0, 0);

  @BeforeEach
  void decidedRequest() {
    partner = "ledger-" + PARTNERS.incrementAndGet();
    stage.person(partner, "supervisor@" + partner, "Supervisor");
    var draft = required(partner, partner + "-1");
    request = cast.open(draft);
    sign();
    cast.decide(request, draft, "supervisor@" + partner, Vote.APPROVE);
  }

  @Test
  @DisplayName("N-04: an export verifies with the public key alone")
  void exportVerifies() {
    cast.open(required(partner, partner + "-2"));
    stage.evaluate(notRequired(partner, partner + "-3"));
    stage.await("select id::text from request.outcome where event_id = ?", partner + "-3");

    var lines = export();

    assertThat(kinds(lines)).containsExactly("export", "checkpoint", "entry", "outcome");
    var report = verify(lines);
    assertThat(report.findings()).isEmpty();
    assertThat(report.requests()).isEqualTo(2);
    assertThat(report.checkpoints()).isEqualTo(2);
    assertThat(lines).filteredOn(line -> line.has("outcome")).hasSize(2);
  }

  @Test
  @DisplayName("N-04: nothing new, no new checkpoint; several at once sign no fork")
  void checkpointsDoNotFork() {
    var all =
        Uni.join()
            .all(IntStream.range(0, 8).mapToObj(_ -> signCheckpoints.handle(auditor())).toList())
            .andFailFast();

    all.await().atMost(PATIENCE);

    assertThat(count("request.ledger_checkpoint")).isEqualTo("2");
  }

  @Test
  @DisplayName("N-04: what one checkpoint cannot hold goes into several, each on top of the last")
  void manyEntriesTakeSeveralCheckpoints() {
    superuser(
        """
        do $$declare l request.ledger; b bytea := convert_to('{}', 'UTF8'); begin
          select * into l from request.ledger where request_id = '%s' order by seq desc limit 1;
          for s in l.seq + 1 .. 2104 loop
            insert into request.ledger (partner_id, request_id, seq, prev_hash, hash, body, topic,
                agg_key, ce_id, ce_type, ce_time, ce_partnerid, ce_requestid, ce_iteration, ce_seq)
              values (l.partner_id, l.request_id, s, l.hash, sha256(l.hash || int4send(s) || b), b,
                l.topic, l.agg_key, gen_random_uuid(), 'test', now(), l.partner_id, l.request_id, 1, s)
              returning hash into l.hash;
          end loop;
        end$$
        """
            .formatted(request));

    sign();

    var covered =
        "select c.entries::text, v.from_seq::text, v.to_seq::text from request.ledger_checkpoint c"
            + " join request.ledger_coverage v on v.partner_id = c.partner_id"
            + " and v.checkpoint = c.seq where c.partner_id = ? order by c.seq";
    assertThat(stage.query(covered, partner))
        .containsExactly(
            List.of("2", "0", "1"),
            List.of("1002", "2", "1001"),
            List.of("2002", "1002", "2001"),
            List.of("2105", "2002", "2104"));
  }

  @Test
  @DisplayName("N-04: a checkpoint keeps its contract")
  void checkpointKeepsItsContract() {
    var bodies =
        stage.query(
            "select convert_from(body, 'UTF8') from request.ledger_checkpoint where partner_id = ?",
            partner);

    assertThat(bodies).isNotEmpty();
    assertThat(bodies)
        .allSatisfy(row ->
            assertThat(
                    Contract.problems("ledger.checkpoint_signed", String.valueOf(row.getFirst())))
                .isEmpty());
  }

  @Test
  @DisplayName("N-04, AD-02: a superuser who cuts a tail is found, and the entry named")
  void superuserWhoCutsATailIsFound() {
    export();
    superuser("delete from request.ledger where request_id = '" + request + "' and seq >= 3");

    assertThat(verify(export()).firstBadEntry()).contains(new AtEntry(request.toString(), 3));
  }

  @Test
  @DisplayName("N-04, AD-02: a superuser who edits and chains anew is found, and the entry named")
  void superuserWhoChainsAnewIsFound() {
    export();
    superuser(
        """
        do $$declare l request.ledger; h bytea; b bytea; begin
          for l in select * from request.ledger where request_id = '%s' order by seq loop
            b := case when l.seq = 2
              then convert_to(replace(convert_from(l.body, 'UTF8'), 'APPROVE', 'REJECT'), 'UTF8')
              else l.body end;
            h := coalesce(h, l.prev_hash);
            update request.ledger set body = b, prev_hash = h,
              hash = sha256(h || int4send(seq) || b)
              where partner_id = l.partner_id and request_id = l.request_id and seq = l.seq
              returning hash into h;
          end loop;
        end$$
        """
            .formatted(request));

    assertThat(verify(export()).firstBadEntry()).contains(new AtEntry(request.toString(), 2));
  }

  @Test
  @DisplayName("N-04, AD-02, D6: a rollback of ledger and checkpoints is found by the anchors")
  void rollbackIsFoundByAnchors() {
    var anchors = checkpoints(export());
    superuser(
        """
        delete from request.ledger_coverage where checkpoint = 1 and partner_id = '%1$s';
        delete from request.ledger_checkpoint where seq = 1 and partner_id = '%1$s';
        delete from request.ledger where request_id = '%2$s' and seq >= 2;
        """
            .formatted(partner, request));

    var report = verify(export(), anchors);

    assertThat(report.isClean()).isFalse();
    assertThat(report.firstBadEntry()).contains(new AtEntry(request.toString(), 2));
  }

  @Test
  @DisplayName("5-reliability 5.7: even with triggers off, an edited row breaks its own constraint")
  void editedRowBreaksItsConstraint() {
    assertThatThrownBy(() ->
            superuser("update request.ledger set body = '{}' where request_id = '" + request + "'"))
        .hasMessageContaining("ledger_chain");
    assertThatThrownBy(() ->
            superuser(
                "update request.ledger_checkpoint set body = '{}' where partner_id = '"
                    + partner
                    + "'"))
        .hasMessageContaining("checkpoint_hash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update request.ledger_checkpoint set ce_signature = 'x'",
        "delete from request.ledger_checkpoint",
        "truncate request.ledger_checkpoint cascade",
        "delete from request.ledger_coverage",
        "update request.ledger_coverage set to_seq = 0",
        "insert into request.ledger_checkpoint select partner_id, 5, prev_hash, hash, requests,"
            + " entries, body, topic, agg_key from request.ledger_checkpoint"
      })
  @DisplayName("N-04, TN-13: the service's own login cannot change or forget a checkpoint")
  void databaseRefuses(String attack) throws SQLException {
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement()) {
      statement.execute("select set_config('app.partner_ids', '{" + partner + "}', false)");

      assertThatThrownBy(() -> statement.execute(attack)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("TN-03, TN-18: an export holds the caller's partner alone, for auditors alone")
  void exportIsForAuditorsOfThePartner() {
    given()
        .header("Authorization", bearer("maker@" + partner, partner))
        .get("/v1/ledger/export")
        .then()
        .statusCode(403);

    var lines = lines(bearer("auditor@ledger-none", "ledger-none", "auditor"));

    assertThat(kinds(lines)).containsExactly("export");
  }

  private void sign() {
    signCheckpoints.handle(auditor()).await().atMost(PATIENCE);
  }

  private Actor.Human auditor() {
    return new Actor.Human(partner, new PersonId("auditor@" + partner), Set.of());
  }

  /** What no grant and no trigger stops: the owner of the machine. */
  private void superuser(String sql) {
    try (var connection = stage.connect("postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private String count(String table) {
    return String.valueOf(
        stage.value("select count(*)::text from " + table + " where partner_id = ?", partner));
  }

  private List<JsonNode> export() {
    return lines(bearer("auditor@" + partner, partner, "auditor"));
  }

  private static List<JsonNode> lines(String authorization) {
    var text =
        given()
            .header("Authorization", authorization)
            .get("/v1/ledger/export")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return text.lines().map(line -> Json.read(line.getBytes(UTF_8))).toList();
  }

  private static List<String> kinds(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("kind").asText()).distinct().toList();
  }

  private Report verify(List<JsonNode> lines) {
    return verify(lines, List.of());
  }

  private Report verify(List<JsonNode> lines, List<Checkpoint.Signed> anchors) {
    var walk =
        CheckpointVerifier.walk(partner, Keys.of(List.of(publicKey)), checkpoints(lines), anchors);
    var verifier = new LedgerVerifier(partner, walk);
    var chains = new LinkedHashMap<String, List<Entry>>();
    for (JsonNode line : lines) {
      if (line.has("entry")) {
        var entry = line.path("entry");
        chains
            .computeIfAbsent(entry.path("requestId").asText(), _ -> new ArrayList<>())
            .add(
                new Entry(
                    entry.path("seq").intValue(),
                    entry.path("prevHash").asText(),
                    entry.path("hash").asText(),
                    entry.path("body").asText().getBytes(UTF_8)));
      }
    }
    chains.forEach(verifier::take);
    return verifier.finish();
  }

  private static List<Checkpoint.Signed> checkpoints(List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> line.has("checkpoint"))
        .filter(line -> line.path("kind").asText().equals("checkpoint"))
        .map(line -> signed(line.path("checkpoint")))
        .toList();
  }

  private static Checkpoint.Signed signed(JsonNode line) {
    var body = line.path("body").asText().getBytes(UTF_8);
    var json = Json.read(body);
    var chains =
        StreamSupport.stream(json.path("chains").spliterator(), false)
            .map(chain ->
                new Checkpoint.Chain(
                    chain.path("requestId").asText(),
                    chain.path("from").intValue(),
                    StreamSupport.stream(chain.path("hashes").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()))
            .toList();
    var checkpoint =
        new Checkpoint(
            json.path("partnerId").asText(),
            json.path("seq").intValue(),
            json.path("previous").asText(),
            json.path("keyId").asText(),
            json.path("requests").longValue(),
            json.path("entries").longValue(),
            chains);
    var signature = Base64.getDecoder().decode(line.path("signature").asText());
    return new Checkpoint.Signed(checkpoint, body, signature);
  }
}
