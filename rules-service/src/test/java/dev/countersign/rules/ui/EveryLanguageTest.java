package dev.countersign.rules.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.page.Bundles;
import dev.countersign.platform.page.Language;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.PageTexts;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.condition.ConditionVocabulary;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Past;
import dev.countersign.rules.ui.words.ConditionMessages;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * F-183: each of the policy pages in each language; whatever is said alike in two was forgotten.
 */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class EveryLanguageTest {

  /** Names that people and products have, and words that are the same in two languages. */
  private static final Set<String> ALIKE =
      Set.of(
          "Countersign",
          "English",
          "Español",
          "বাংলা",
          "No",
          "Lead",
          "Chief",
          "Costs",
          "far",
          "near",
          "law",
          "money",
          "manager",
          "what we spend",
          "booking",
          "invoice",
          "payout",
          "refund",
          "expense",
          "quote");

  private static final String RICH =
      """
      {"operation": "expense", "name": "Costs", "description": "what we spend", "hold": "PT1H",
       "matchMode": "FIRST_MATCH", "rules": [
         {"id": "far", "when": "branch == DHK", "always": [{"role": "Lead"}]},
         {"id": "near", "bands": [
           {"currency": "BDT", "from": "5000", "to": "9000", "tracks": [
             {"name": "money", "steps": [
               {"name": "Lead", "approvers": ["Lead", {"user": "ann@house"}, {"group": "desk"}],
                "quorum": {"kind": "ALL"}, "clocks": {"timeout": "P1D", "onTimeout": "REMIND"}},
               {"name": "Chief", "role": "Chief", "when": "amount > 7000",
                "autoApprove": {"upTo": {"currency": "BDT", "amount": "6000"}},
                "active": false}]},
             {"name": "law", "steps": [{"managerOf": "MAKER", "quorum": {"kind": "PERCENT", "percent": 50}}]}],
            "tracksRequired": {"kind": "ANY"}},
           {"currency": "BDT", "from": "20000", "requiresApproval": "ABOVE", "role": "Chief"}]}]}
      """;

  /** What is said alike, by page. */
  private final Map<String, Set<String>> forgotten = new TreeMap<>();

  private final String house = "tongues-" + UUID.randomUUID().toString().substring(0, 8);

  @Inject LiveRules rules;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    Acme.setUp(house, "STRICT_MAKER_CHECKER");
  }

  @Test
  @DisplayName("F-183: no policy page says in Spanish or Bengali what it says in English")
  void pagesAreInTheLanguageOfTheReader() {
    var draft = draft(RICH);
    var form = "?at=/rules/1/bands/0/tracks/0/steps&index=0";

    for (var path :
        List.of(
            "/policies",
            "/policies/workflows",
            draft,
            draft + "/levels",
            draft + "/levels" + form,
            draft + "/yaml",
            "/policies/try",
            "/policies/try?policy=" + draft.split("/")[2] + "&version=1",
            "/policies/try/recorded",
            "/policies/try/recorded?operation=expense")) {
      compare(path, as -> as.get(path).then().statusCode(200).extract().asString());
    }
    reader("es")
        .get(draft + "/levels" + form)
        .then()
        .body(containsString("Lead, persona ann@house, grupo desk</bdi>"))
        .body(containsString("<option value=\"USER\" selected>"))
        .body(containsString("<option value=\"ALL\" selected>"))
        .body(containsString("<option value=\"REMIND\" selected>"))
        .body(containsString("responsable de quien solicita</bdi>"))
        .body(containsString("50%</td>"))
        .body(containsString("1 día</td>"));
    submitted(draft);
    compare(draft, as -> as.get(draft).then().statusCode(200).extract().asString());
    compare("levels", as -> as.get(draft + "/levels").then().statusCode(200).extract().asString());
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName("F-183: what a form is refused with, or answered, is said in the reader's language")
  void formsAreAnsweredInTheLanguageOfTheReader() {
    var draft = draft(RICH);
    var asked = new ArrayList<Map<String, String>>();
    asked.add(Map.of("act", "rule", "at", "/rules/0", "condition", "amount !! 5"));
    asked.add(Map.of("act", "band", "at", "/rules/1/bands/0", "from", "many", "currency", "BDT"));
    asked.add(
        Map.of(
            "act", "tracks", "at", "/rules/1/bands/0", "required", "COUNT", "requiredNumber", "9"));
    asked.add(Map.of("act", "add-rule", "at", "", "id", "", "role", ""));
    for (var part : asked) {
      compare(
          "form " + part,
          as ->
              as.formParams(part)
                  .formParam("row", "1")
                  .post(draft + "/parts")
                  .then()
                  .statusCode(422)
                  .extract()
                  .asString());
    }
    compare(
        "yaml",
        as ->
            as.formParam("row", "1")
                .formParam("act", "preview")
                .formParam("yaml", "over: 7\nrole: 5\n")
                .post(draft + "/yaml")
                .then()
                .statusCode(422)
                .extract()
                .asString());
    compare(
        "activate",
        as ->
            as.contentType("application/x-www-form-urlencoded")
                .post(draft + "/activate")
                .asString());
    compare(
        "try",
        as ->
            as.formParam("type", "expense.requested")
                .formParam("subject", "S-1")
                .formParam("data", "{\"amount\":\"8000\",\"currency\":\"BDT\",\"maker\":\"a@b\"}")
                .formParam("policy", draft.split("/")[2])
                .formParam("version", "1")
                .post("/policies/try")
                .then()
                .extract()
                .asString());
    assertThat(forgotten).isEmpty();
  }

  @Test
  @DisplayName("F-183, N-01, N-02: what came of the past is said in the reader's language")
  void pastIsToldInTheLanguageOfTheReader() {
    var past = Past.of(rules);
    past.publish(List.of(past.refund("one", "120000"), past.refund("two", "700000")), 2);
    var list =
        as(past, "es").get("/policies/try/recorded?operation=refund").then().extract().asString();

    assertThat(list).contains("Se pregunta a personas").doesNotContain("People are asked");
  }

  @Test
  @DisplayName("F-183: amounts and days stand in the reader's language, what a form takes does not")
  void amountsAreWrittenForTheReader() {
    var draft = draft("{\"operation\":\"quote\",\"over\":\"1250000.50\",\"role\":\"Lead\"}");

    reader("es")
        .get(draft)
        .then()
        .body(containsString("Todo lo que alcance 1\u202f250\u202f000.5 BDT o más → Lead"));
    reader("bn").get(draft).then().body(containsString("1,250,000.5 BDT বা তার বেশি"));
    reader("es").get(draft + "/levels").then().body(containsString("value=\"1250000.5"));
  }

  @Test
  @DisplayName(
      "F-183: conditions are said in the reader's language, in English as traces have them")
  void conditionsAreSaidInTheLanguageOfTheReader() throws ReflectiveOperationException {
    var english = Bundles.of(ConditionMessages.class).in(Language.ENGLISH);
    for (var word : ConditionVocabulary.class.getMethods()) {
      var given = new Object[word.getParameterCount()];
      for (int index = 0; index < given.length; index++) {
        given[index] = word.getParameterTypes()[index] == int.class ? index : "it " + index;
      }
      assertThat(word.invoke(english, given))
          .as(word.getName())
          .isEqualTo(word.invoke(ConditionVocabulary.ENGLISH, given));
    }
    var draft = draft(RICH);
    reader("es").get(draft).then().body(containsString("Donde branch es &quot;DHK&quot;: Todo"));
    reader("en").get(draft).then().body(containsString("Where branch is &quot;DHK&quot;: Every"));
  }

  private void compare(String what, Function<RequestSpecification, String> answer) {
    var english = PageTexts.of(answer.apply(reader("en")));
    assertThat(english).as(what).isNotEmpty();
    for (var language : List.of("es-MX", "bn-BD")) {
      var page = answer.apply(reader(language));
      var said = new TreeSet<>(PageTexts.of(page));
      said.retainAll(english);
      said.removeAll(ALIKE);
      if (!said.isEmpty()) {
        forgotten.put(what + " in " + language, said);
      }
    }
  }

  private String draft(String document) {
    var made =
        Acme.as("admin@" + house, house, "policy_admin")
            .contentType("application/json")
            .body(((ObjectNode) Json.read(document.getBytes(UTF_8))).toString())
            .post("/v1/policies")
            .then()
            .statusCode(201)
            .extract();
    return "/policies/%s/versions/1".formatted(made.<String>path("id"));
  }

  private void submitted(String draft) {
    reader("en")
        .contentType("application/x-www-form-urlencoded")
        .post(draft + "/submit")
        .then()
        .statusCode(200);
  }

  private RequestSpecification reader(String language) {
    return Acme.as("admin@" + house, house, "policy_admin")
        .urlEncodingEnabled(true)
        .accept("text/html")
        .header("Accept-Language", language);
  }

  private static RequestSpecification as(Past past, String language) {
    return past.admin().accept("text/html").header("Accept-Language", language);
  }
}
