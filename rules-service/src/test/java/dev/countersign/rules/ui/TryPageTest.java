package dev.countersign.rules.ui;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Everything;
import dev.countersign.rules.testing.OutboxRelay;
import dev.countersign.rules.testing.Past;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An event is tried on a page, on what is in force and on a draft. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TryPageTest {

  private static final String DATA =
      "{\"amount\":\"6000\",\"currency\":\"BDT\",\"maker\":\"maker@x\",\"makerReason\":\"a desk\"}";

  private static final String SPLIT =
      """
      {"currency": "BDT",
       "windows": {"refunded": {"sum": "amount", "per": "maker", "over": "PT24H"}},
       "rules": [
         {"id": "single", "over": "100000", "role": "Controller"},
         {"id": "split", "when": "refunded >= 100000", "always": [{"role": "Controller"}]}]}
      """;

  private final String house = "try-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(house, "STRICT_MAKER_CHECKER");
    Acme.setUp(rules);
    OutboxRelay.run();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> rules.partner(house).isPresent());
  }

  @Test
  @DisplayName(
      "N-03 F-182: a draft is tried before it counts: who is asked, why, and what flips it")
  void draftIsTried() {
    var draft = draft();
    page("/policies/try?policy=" + draft + "&version=1")
        .body(containsString("expense, version 1"))
        .body(containsString("expense.requested"));
    var before = Everything.now(Set.of());

    send("expense.requested", DATA, draft)
        .statusCode(200)
        .body(containsString("People are asked"))
        .body(containsString("role Lead"))
        .body(containsString("role Chief"))
        .body(containsString("The smallest changes that change the answer"))
        .body(containsString("6000"));
    send("expense.requested", DATA.replace("6000", "10"), draft)
        .statusCode(200)
        .body(containsString("Nobody need be asked"));
    assertThat(Everything.now(Set.of()).rows()).isEqualTo(before.rows());
  }

  @Test
  @DisplayName("N-03: without a version what is in force answers, as it does the API")
  void livePolicyAnswers() {
    page("/policies/try?type=refund.requested").body(containsString("what is in force"));

    send("refund.requested", DATA.replace("6000", "150000"), "")
        .statusCode(200)
        .body(containsString("Mid-Office Supervisor"));
  }

  @Test
  @DisplayName("N-03: an event that came in is picked and tried, one that needed nothing as well")
  void recordedEventIsPicked() {
    var past = Past.of(rules);
    past.publish(List.of(past.refund("large", "700000")), 1);
    past.publish(List.of(past.refund("small", "10.50")), 1);
    recorded(past, "/policies/try").body(containsString("/policies/try/recorded?operation="));

    var list = recorded(past, "/policies/try/recorded?operation=refund").extract().asString();
    assertThat(list).contains("Nobody need be asked", "People are asked", "700000 BDT");
    var places = places(list);
    assertThat(list.indexOf("R-small")).isBetween(0, list.indexOf("R-large"));
    recorded(past, "/policies/try/recorded/" + places.getFirst())
        .body(containsString("value=\"R-small\""))
        .body(containsString("10.50"))
        .body(containsString("The answer then: Nobody need be asked, BELOW_FIRST_BAND."))
        .body(containsString("<option value=\"refund.requested\" selected>"));
    var version = "policy=" + past.policy() + "&version=1";
    recorded(past, "/policies/try/recorded/" + places.getLast() + "?" + version)
        .body(containsString("value=\"" + past.policy() + "\""))
        .body(containsString("value=\"R-large\""));
  }

  @Test
  @DisplayName("N-03: a maker in the envelope comes along, and no more events are shown than fit")
  void makerAndManyEventsArePicked() {
    var past = Past.of(rules);
    var data = "{\"amount\":\"3\",\"currency\":\"BDT\"}".getBytes(UTF_8);
    var events = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var number = 0; number < 25; number++) {
      events.add(
          past.record("e-" + number, "refund.requested", data, Map.of("ce_actor", "desk@x")));
    }
    past.publish(events, 25);

    var list = recorded(past, "/policies/try/recorded?operation=refund").extract().asString();

    assertThat(places(list)).hasSize(20);
    recorded(past, "/policies/try/recorded/" + places(list).getFirst())
        .body(containsString("name=\"actor\" maxlength=\"256\" value=\"desk@x\""));
  }

  @Test
  @DisplayName("N-03 N-12: an event that was counted is known again, and its own sum judges it")
  void pickedEventIsCountedOnce() {
    var past = Past.of(rules);
    past.activate(past.draft((ObjectNode) Json.read(SPLIT.getBytes(UTF_8))));
    past.publish(List.of(past.refund("one", "60000")), 1);
    past.publish(List.of(past.refund("two", "60000")), 1);
    var list = recorded(past, "/policies/try/recorded?operation=refund").extract().asString();
    assertThat(list).contains("Nobody need be asked", "People are asked");

    var first = picked(recorded(past, "/policies/try/recorded/" + places(list).getLast()));
    assertThat(first.get("subject")).isEqualTo("R-one");
    tried(past, first).body(containsString("Nobody need be asked"));
    first.put("id", "another");
    tried(past, first).body(containsString("People are asked"));
  }

  /** The fields of the form, as a browser would send them back. */
  private static Map<String, String> picked(ValidatableResponse page) {
    var html = page.extract().htmlPath();
    var fields = new HashMap<String, String>();
    for (var name : List.of("type", "subject", "data", "actor", "source", "id")) {
      var field = "**.find { it.@name == '" + name + "' }";
      fields.put(name, html.getString(name.equals("data") ? field : field + ".@value"));
    }
    fields.put("type", "refund.requested");
    return fields;
  }

  private static ValidatableResponse tried(Past past, Map<String, String> fields) {
    return past.admin()
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .formParams(fields)
        .post("/policies/try")
        .then()
        .statusCode(200);
  }

  @Test
  @DisplayName("TN-01 F-188: another partner's events are not found, and only policy admins look")
  void strangersPickNothing() {
    var past = Past.of(rules);
    past.publish(List.of(past.refund("mine", "700000")), 1);
    var list = recorded(past, "/policies/try/recorded?operation=refund").extract().asString();
    var picked = "/policies/try/recorded/" + places(list).getFirst();

    page("/policies/try/recorded?operation=refund").body(containsString("No event was found."));
    page("/policies/try/recorded").body(containsString("Choose a type to see its events."));
    admin()
        .accept("text/html")
        .get(picked)
        .then()
        .statusCode(404)
        .body(containsString("This event is not kept any more, or there never was one."));
    for (var path : List.of(picked, "/policies/try/recorded")) {
      Acme.as("maker@" + past.partner(), past.partner())
          .accept("text/html")
          .get(path)
          .then()
          .statusCode(403);
    }
    Acme.as("maker@" + past.partner(), past.partner())
        .accept("text/html")
        .get("/policies/try")
        .then()
        .body(not(containsString("/policies/try/recorded")));
    for (var nowhere : List.of("0-999999999", "999-0", "99999999999-1")) {
      var admin = past.admin().accept("text/html");
      admin.get("/policies/try/recorded/" + nowhere).then().statusCode(404);
    }
    page("/policies/try/recorded?operation=no%7Csuch").body(containsString("Choose a type"));
  }

  private static ValidatableResponse recorded(Past past, String path) {
    return past.admin().accept("text/html").get(path).then().statusCode(200);
  }

  /** Where the events stand that a page offers, in its order. */
  private static List<String> places(String list) {
    return Pattern.compile("/policies/try/recorded/(\\d+-\\d+)")
        .matcher(list)
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  @Test
  @DisplayName("A-35: what cannot be judged is told beside its field or by its code")
  void mistakesAreTold() {
    send("expense.requested", "{no json", "")
        .statusCode(422)
        .body(containsString("id=\"data-error\""))
        .body(containsString("json_invalid"));
    send("refund.requested", DATA, draft()).statusCode(422).body(containsString("operation_other"));
    send("approval.sent", DATA, "").statusCode(422).body(containsString("type_not_allowed"));
  }

  @Test
  @DisplayName("TN-01: another partner's version cannot be tried")
  void strangersTryNothing() {
    var draft = draft();

    Acme.as("policy-admin@acme", "acme", "policy_admin")
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("type", "expense.requested")
        .formParam("subject", "E-1")
        .formParam("data", "{}")
        .formParam("policy", draft)
        .formParam("version", "1")
        .post("/policies/try")
        .then()
        .statusCode(404);
    given().redirects().follow(false).get("/policies/try").then().statusCode(302);
  }

  private String draft() {
    return admin()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "operation",
                "expense",
                "bands",
                List.of(
                    Map.of(
                        "from",
                        "5000",
                        "steps",
                        List.of(
                            Map.of("role", "Lead"),
                            Map.of("role", "Chief", "when", "amount > 100"))))))
        .post("/v1/policies")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private ValidatableResponse send(String type, String data, String policy) {
    return Acme.as("admin@" + house, house, "policy_admin")
        .urlEncodingEnabled(true)
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("type", type)
        .formParam("subject", "E-1")
        .formParam("data", data)
        .formParam("policy", policy)
        .formParam("version", policy.isEmpty() ? "" : "1")
        .post("/policies/try")
        .then();
  }

  private ValidatableResponse page(String path) {
    return admin().accept("text/html").get(path).then().statusCode(200);
  }

  private RequestSpecification admin() {
    return Acme.as("admin@" + house, house, "policy_admin");
  }
}
