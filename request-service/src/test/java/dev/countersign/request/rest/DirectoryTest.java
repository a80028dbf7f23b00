package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.Contract;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People with everything the directory knows of them, delegations, and roles nobody holds. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class DirectoryTest {
  private static final AtomicInteger PARTNERS = new AtomicInteger();
  private static final String FULL =
      """
      {"name":"Sadia Rahman","mail":"sadia@acme.example","active":true,"roles":["Supervisor"],
       "groups":["Month end","Audit"],"manager":"boss@%1$s","branches":["DHK"],"locations":["*"],
       "leaves":[{"from":"2026-04-01T00:00:00Z","until":"2026-04-15T00:00:00Z"}]}
      """;

  @Inject Stage stage;

  private String partner = "";

  @BeforeEach
  void partner() {
    partner = "directory-" + PARTNERS.incrementAndGet();
  }

  @Test
  @DisplayName("F-135: a person is kept and published with groups, manager, places and leave")
  void personIsKeptAndPublishedWhole() {
    put("sadia", FULL.formatted(partner)).statusCode(200).header("ETag", "\"1\"");

    admin()
        .get("/v1/people/sadia@" + partner)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("groups", contains("Audit", "Month end"))
        .body("manager", equalTo("boss@" + partner))
        .body("branches", contains("DHK"))
        .body("locations", contains("*"))
        .body("leaves[0].until", equalTo("2026-04-15T00:00:00Z"));
    var published =
        stage.value(
            "select convert_from(body, 'UTF8') from request.directory_outbox where partner_id = ?",
            partner);
    assertThat(Contract.problems("directory.person_changed", String.valueOf(published))).isEmpty();
    assertThat(published).contains("\"groups\":[\"Audit\",\"Month end\"]");
  }

  @Test
  @DisplayName("F-135: If-Match guards a person against a change somebody else made")
  void ifMatchGuardsAPerson() {
    put("sadia", FULL.formatted(partner)).statusCode(200);

    sending(admin().header("If-Match", "\"7\""), FULL.formatted(partner))
        .put("/v1/people/sadia@" + partner)
        .then()
        .statusCode(412)
        .body("code", equalTo("version_mismatch"));
    sending(admin().header("If-Match", "\"1\""), FULL.formatted(partner).replace("DHK", "CTG"))
        .put("/v1/people/sadia@" + partner)
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
  }

  @Test
  @DisplayName("F-135, I12: a bulk answers for each person by itself")
  void bulkAnswersForEach() {
    sending(
            admin(),
            """
            {"people":[
              {"id":"a@%1$s","person":{"name":"A","mail":"a@x.example","roles":["Controller"]}},
              {"id":"b@%1$s","person":{"name":"","mail":"b@x.example"}},
              {"id":"c@%1$s","version":4,"person":{"name":"C","mail":"c@x.example"}},
              {"id":"robot@%1$s","person":{"name":"Robot","mail":"r@x.example",
                "serviceAccountOf":"nobody@%1$s"}},
              {"id":"bot@%1$s","person":{"name":"Bot","mail":"r@x.example",
                "serviceAccountOf":"a@%1$s"}}]}
            """
                .formatted(partner))
        .put("/v1/people")
        .then()
        .statusCode(200)
        .body("items.status", contains(200, 422, 412, 422, 200))
        .body("items[1].code", equalTo("person_invalid"))
        .body("items[2].code", equalTo("version_mismatch"))
        .body("items[3].code", equalTo("human_unknown"));
    admin().get("/v1/people").then().body("items", hasSize(2));
  }

  @ParameterizedTest
  @CsvSource({
    "manager, '\"manager\":\"sadia@%s\"'",
    "manager, '\"manager\":\"boss@elsewhere\"'",
    "serviceAccountOf, '\"serviceAccountOf\":\"sadia@%s\"'",
    "groups, '\"groups\":[\"\"]'",
    "branches, '\"branches\":[\"\\u202e\"]'",
    "leaves, '\"leaves\":[{\"from\":\"2026-04-02T00:00:00Z\",\"until\":\"2026-04-01T00:00:00Z\"}]'"
  })
  @DisplayName("F-135, TN-02: a person that cannot be is refused by field")
  void impossiblePersonIsRefused(String field, String member) {
    put("sadia", "{\"name\":\"S\",\"mail\":\"s@x.example\"," + member.formatted(partner) + "}")
        .statusCode(422)
        .body("code", equalTo("person_invalid"))
        .body("violations.field", hasItem(field));
  }

  @Test
  @DisplayName("F-140: people lend their right for a window, and take it back")
  void delegationIsLentAndRevoked() {
    people("ana", "ben");

    String id =
        delegate("ana", "{\"delegate\":\"ben@%s\",%s,\"reason\":\"holiday\"}")
            .statusCode(201)
            .body("delegator", equalTo("ana@" + partner))
            .body("createdBy", equalTo("ana@" + partner))
            .extract()
            .path("id");

    person("ben").get("/v1/delegations").then().body("items.id", contains(id));
    person("carl").get("/v1/delegations").then().body("items", hasSize(0));
    person("carl").get("/v1/delegations/" + id).then().statusCode(404);
    person("carl").post("/v1/delegations/" + id + "/revoke").then().statusCode(404);
    person("ben")
        .post("/v1/delegations/" + id + "/revoke")
        .then()
        .statusCode(200)
        .body("revokedBy", equalTo("ben@" + partner));
    person("ana")
        .post("/v1/delegations/" + id + "/revoke")
        .then()
        .statusCode(200)
        .body("revokedBy", equalTo("ben@" + partner));
  }

  @Test
  @DisplayName("F-140, SD-04: nobody delegates to themselves, in a circle or in a chain")
  void selfCircleAndChainAreRefused() {
    people("ana", "ben", "carl");
    delegate("ana", "{\"delegate\":\"ben@%s\",%s,\"reason\":\"holiday\"}").statusCode(201);

    delegate("carl", "{\"delegate\":\"carl@%s\",%s,\"reason\":\"x\"}")
        .statusCode(422)
        .body("code", equalTo("self_delegation"));
    delegate("ben", "{\"delegate\":\"ana@%s\",%s,\"reason\":\"x\"}")
        .statusCode(422)
        .body("code", equalTo("delegation_cycle"));
    delegate("ben", "{\"delegate\":\"carl@%s\",%s,\"reason\":\"x\"}")
        .statusCode(422)
        .body("code", equalTo("delegation_chain"));
    delegate("carl", "{\"delegate\":\"ana@%s\",%s,\"reason\":\"x\"}")
        .statusCode(422)
        .body("code", equalTo("delegation_chain"));
  }

  @Test
  @DisplayName("F-140, TN-02, AN-17: a delegation names two active humans of the partner")
  void delegationNamesActiveHumans() {
    people("ana");

    delegate("ana", "{\"delegate\":\"nobody@%s\",%s,\"reason\":\"x\"}")
        .statusCode(422)
        .body("code", equalTo("person_unknown"));
    delegate("ana", "{\"delegate\":\"ben@elsewhere%.0s\",%s,\"reason\":\"x\"}")
        .statusCode(422)
        .body("code", equalTo("person_unknown"));
    delegate("ana", "{\"delegate\":\"ben@%s\",%s}")
        .statusCode(422)
        .body("code", equalTo("reason_required"));
    delegate("ana", "{\"delegator\":\"boss@%1$s\",\"delegate\":\"ana@%1$s\",%2$s,\"reason\":\"x\"}")
        .statusCode(403);
    sending(as("billing@" + partner, partner, "producer"), "{}")
        .post("/v1/delegations")
        .then()
        .statusCode(403)
        .body("code", equalTo("human_required"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update request.delegation set to_id = from_id",
        "update request.delegation set until_at = until_at + interval '1 year'",
        "delete from request.delegation",
        "update request.delegation set revoked_at = null, revoked_by = null",
        "insert into request.delegation select partner_id, gen_random_uuid(), to_id, from_id,"
            + " from_at, until_at, operations, reason, created_by, created_at"
            + " from request.delegation",
        "insert into request.delegation select partner_id, gen_random_uuid(), from_id, from_id,"
            + " from_at, until_at, operations, reason, created_by, created_at"
            + " from request.delegation"
      })
  @DisplayName("F-140, SD-04, TN-13: the service's own login cannot bend a delegation")
  void databaseRefuses(String attack) throws SQLException {
    people("ana", "ben");
    delegate("ana", "{\"delegate\":\"ben@%s\",%s,\"reason\":\"holiday\"}").statusCode(201);
    try (var connection = stage.connect("request_app", "request_app");
        var statement = connection.createStatement()) {
      statement.execute("select set_config('app.partner_ids', '{" + partner + "}', false)");

      assertThatThrownBy(() -> statement.execute(attack)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  @DisplayName("F-136, F-137: a role that a live policy names and nobody holds raises one alert")
  void roleNobodyHoldsRaisesOneAlert() {
    policy("invoice", "{\"versions\":[{\"steps\":[{\"approvers\":[{\"role\":\"Treasurer\"}]}]}]}");
    stage.await("select role from request.unfilled_role where partner_id = ?", partner);
    policy("refund", "{\"versions\":[{\"steps\":[{\"approvers\":[{\"role\":\"Treasurer\"}]}]}]}");
    stage.await(
        "select operation from request.role_in_use where operation = 'refund'"
            + " and partner_id = ?",
        partner);

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().getFirst().getFirst())
        .contains("approval.config_alert", "no_eligible_approver", "Treasurer", "invoice");

    put("tara", "{\"name\":\"T\",\"mail\":\"t@x.example\",\"roles\":[\"Treasurer\"]}");
    assertThat(unfilled()).isEqualTo("0");
    put(
        "tara",
        "{\"name\":\"T\",\"mail\":\"t@x.example\",\"roles\":[\"Treasurer\"],\"active\":false}");
    assertThat(unfilled()).isEqualTo("1");
    assertThat(alerts()).hasSize(2);
  }

  @Test
  @DisplayName("F-137: a role whose policies are gone is not missed any more")
  void roleOfNoPolicyIsNotMissed() {
    policy("invoice", "{\"a\":{\"role\":\"Treasurer\"}}");
    stage.await("select role from request.unfilled_role where partner_id = ?", partner);

    policy("invoice", null);

    stage.await("select filled_at::text from request.unfilled_role where partner_id = ?", partner);
  }

  private void policy(String operation, @Nullable String body) {
    stage.send(
        new ProducerRecord<>(
            stage.topic("approvals.policies.v1"),
            (partner + "|" + operation).getBytes(UTF_8),
            body == null ? null : body.getBytes(UTF_8)));
  }

  private List<List<@Nullable String>> alerts() {
    return stage.query(
        "select convert_from(body, 'UTF8') from request.security_event where partner_id = ?"
            + " and ce_type = 'approval.config_alert' order by at",
        partner);
  }

  private String unfilled() {
    return String.valueOf(
        stage.value(
            "select count(*)::text from request.unfilled_role where partner_id = ?"
                + " and filled_at is null",
            partner));
  }

  private void people(String... names) {
    for (String name : names) {
      put(name, "{\"name\":\"" + name + "\",\"mail\":\"" + name + "@x.example\"}").statusCode(200);
    }
  }

  private ValidatableResponse delegate(String delegator, String body) {
    var window = "\"from\":\"2026-04-01T00:00:00Z\",\"until\":\"2026-04-15T00:00:00Z\"";
    return sending(person(delegator), body.formatted(partner, window))
        .post("/v1/delegations")
        .then();
  }

  private ValidatableResponse put(String name, String body) {
    return sending(admin(), body).put("/v1/people/" + name + "@" + partner).then();
  }

  private RequestSpecification admin() {
    return as("admin@" + partner, partner, "partner_admin");
  }

  private RequestSpecification person(String name) {
    return as(name + "@" + partner, partner);
  }
}
