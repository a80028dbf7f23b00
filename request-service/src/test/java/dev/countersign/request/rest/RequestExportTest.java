package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.decide;
import static dev.countersign.request.rest.Api.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
@TestProfile(RequestExportTest.ManyExports.class)
class RequestExportTest {

  /** The tests export more often than a person may. */
  public static class ManyExports implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "countersign.rate-limit.export.burst", "1000",
          "countersign.rate-limit.export.partner-per-second", "1000");
    }
  }

  private static final String SUPERVISOR = "supervisor@acme";

  @Inject Desk desk;
  @Inject Stage stage;

  @BeforeEach
  void people() {
    desk.person("acme", SUPERVISOR, "Sadia Rahman", "Mid-Office Supervisor");
    desk.person("acme", "supervisor-2@acme", "Tariq Aziz", "Mid-Office Supervisor");
  }

  @Test
  @DisplayName("2.5 Auditor: one line per decision, times in UTC and in the partner's zone")
  void aLinePerDecision() {
    stage.run(
        "insert into request.partner (partner_id, zone, version) values ('acme', 'Asia/Dhaka', 1)"
            + " on conflict (partner_id) do update set zone = excluded.zone");
    var maker = maker();
    var decided = desk.open(AnEvaluation.of("acme", maker).needing(2));
    var open = desk.open(AnEvaluation.of("acme", maker));
    decide(SUPERVISOR, decided, vote("APPROVE")).statusCode(201);
    decide("supervisor-2@acme", decided, vote("APPROVE")).statusCode(201);

    var table =
        csv("maker=" + maker)
            .header(
                "Content-Disposition",
                matchesPattern(
                    "attachment; filename=\"approval-requests-acme-\\d{8}T\\d{6}Z.csv\""))
            .contentType("text/csv;charset=UTF-8")
            .extract()
            .asString();

    var rows = parse(table);
    assertThat(rows).hasSize(4).allMatch(row -> row.size() == rows.getFirst().size());
    assertThat(column(rows, "request_id"))
        .containsExactly(decided.toString(), decided.toString(), open.toString());
    assertThat(column(rows, "decided_by")).containsExactly(SUPERVISOR, "supervisor-2@acme", "");
    assertThat(column(rows, "basis")).containsExactly("HUMAN_QUORUM", "HUMAN_QUORUM", "");
    assertThat(column(rows, "amount")).containsOnly("350000");
    assertThat(column(rows, "created_at_utc")).allMatch(at -> at.endsWith("Z"));
    assertThat(column(rows, "created_at_local")).allMatch(at -> at.endsWith("+06:00"));
    assertThat(column(rows, "cursor").getFirst()).isEmpty();
  }

  @Test
  @DisplayName("OUT-07: words that would run as a formula are text, and come back as they were")
  void formulasAreText() {
    var nasty = "=HYPERLINK(\"http://x\",\"a\")\r\nsecond, \"line\"";
    var maker = maker();
    desk.open(AnEvaluation.of("acme", maker).because(nasty));

    var rows = parse(csv("maker=" + maker).extract().asString());

    assertThat(column(rows, "maker_reason")).containsExactly("'" + nasty);
  }

  @Test
  void theCursorGoesOnBehindItsLine() {
    var maker = maker();
    desk.open(AnEvaluation.of("acme", maker));
    var second = desk.open(AnEvaluation.of("acme", maker));
    var rows = parse(csv("maker=" + maker).extract().asString());

    var rest = csv("maker=" + maker + "&cursor=" + column(rows, "cursor").getFirst());

    assertThat(column(parse(rest.extract().asString()), "request_id"))
        .containsExactly(second.toString());
    get("csv", "maker=another&cursor=" + column(rows, "cursor").getFirst(), "auditor")
        .statusCode(400);
  }

  @Test
  void aLineOfJsonPerRequest() {
    var maker = maker();
    var request = desk.open(AnEvaluation.of("acme", maker));
    desk.open(AnEvaluation.of("acme", maker));
    decide(SUPERVISOR, request, vote("REJECT")).statusCode(201);

    var lines =
        get("ndjson", "maker=" + maker, "operator").statusCode(200).extract().asString().lines();

    var first = Json.read(lines.toList().getFirst().getBytes(StandardCharsets.UTF_8));
    assertThat(first.path("id").asText()).isEqualTo(request.toString());
    assertThat(first.path("decisions").path(0).path("vote").asText()).isEqualTo("REJECT");
    assertThat(first.path("decisions").path(0).path("ledgerHash").asText()).hasSize(64);
  }

  @Test
  @DisplayName("More than a page comes in one stream, each once")
  void pagesAreJoined() {
    var maker = maker();
    for (var i = 0; i < 205; i++) {
      desk.open(AnEvaluation.of("acme", maker));
    }

    var ids = column(parse(csv("maker=" + maker).extract().asString()), "request_id");

    assertThat(ids).hasSize(205).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  @DisplayName("Only those who oversee take requests away, and it is on record that they did")
  void takingIsForOverseersAndLogged(String ending) {
    get(ending, "maker=nobody-" + ending, "controller").statusCode(403);
    get(ending, "maker=nobody-" + ending, "auditor").statusCode(200);

    as("auditor@acme", "acme", "auditor")
        .get("/v1/exports")
        .then()
        .statusCode(200)
        .body("items[0].by", equalTo("auditor@acme"))
        .body("items.query", hasItem(org.hamcrest.Matchers.containsString("nobody-" + ending)));
  }

  @Test
  @DisplayName("TN-01: nothing of another partner is in it")
  void foreignRequestsAreNotInIt() {
    var foreign = desk.open(AnEvaluation.of("bazaar", "maker@bazaar"));

    assertThat(get("ndjson", "currency=BDT", "auditor").statusCode(200).extract().asString())
        .doesNotContain(foreign.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour=red", "status=A&status=B", "limit=5", "cursor=AAAA"})
  @DisplayName("IN-16: a query that an export does not know is refused before anything leaves")
  void strangeQueriesAreRefused(String query) {
    get("csv", query, "auditor").statusCode(400);
  }

  private static ValidatableResponse csv(String query) {
    return get("csv", query, "auditor").statusCode(200);
  }

  private static ValidatableResponse get(String ending, String query, String group) {
    return as(group + "@acme", "acme", group)
        .urlEncodingEnabled(false)
        .get("/v1/exports/approval-requests." + ending + "?" + query)
        .then();
  }

  private static String maker() {
    return "maker-" + UUID.randomUUID();
  }

  private static List<String> column(List<List<String>> rows, String name) {
    var index = rows.getFirst().indexOf(name);
    return rows.stream().skip(1).map(row -> row.get(index)).toList();
  }

  /** RFC 4180, read back. */
  private static List<List<String>> parse(String table) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < table.length(); i++) {
      var c = table.charAt(i);
      if (quoted && c == '"' && i + 1 < table.length() && table.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    return rows;
  }
}
