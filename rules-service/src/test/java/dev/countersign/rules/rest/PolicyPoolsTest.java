package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.Directories;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Policies against the people of the directory topic (N-06). */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PolicyPoolsTest {

  private static final Topic DIRECTORY = Topic.of("approvals.directory.v1");

  @Inject LiveRules rules;
  @Inject Directories directories;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
  }

  @Test
  @DisplayName("N-06 F-136 F-202 A-03: a step nobody can decide is said at save, refused in force")
  void stepWithNobodyIsNotPutInForce() {
    Acme.setUp("pooled", "STRICT_MAKER_CHECKER");
    tell("pooled", "ann", "Controller", true);
    tell("pooled", "bob", "Controller", true);
    awaitKnown("pooled", "bob");

    var version = draft("pooled", "Treasurer");
    version
        .body("lint.findings.code", hasItems("ROLE_UNHELD", "POOL_EMPTY"))
        .body("lint.findings.find { it.code == 'POOL_EMPTY' }.severity", equalTo("WARNING"))
        .body("lint.findings.find { it.code == 'POOL_EMPTY' }.where", equalTo("main/Treasurer"));
    String url = url(version);
    admin("pooled").post(url + ":submit").then().statusCode(200);
    activation("pooled", url).statusCode(409).body("code", equalTo("pool_insufficient"));

    tell("pooled", "tess", "Treasurer", true);
    awaitKnown("pooled", "tess");

    activation("pooled", url).statusCode(202);
  }

  @Test
  @DisplayName("F-137: a partner that has not loaded anybody yet puts its first policy in force")
  void onboardingIsNotBlocked() {
    Acme.setUp("newcomer", "STRICT_MAKER_CHECKER");
    tell("pooled-elsewhere", "ann", "Controller", true);
    awaitKnown("pooled-elsewhere", "ann");

    var version = draft("newcomer", "Treasurer");
    version.body("lint.findings.code", hasItem("DIRECTORY_EMPTY"));
    String url = url(version);
    admin("newcomer").post(url + ":submit").then().statusCode(200);

    activation("newcomer", url).statusCode(202);
  }

  @Test
  @DisplayName("N-06: under the lightweight preset too few people are a warning and no more")
  void lightweightPresetIsOnlyWarned() {
    Acme.setUp("easygoing", "LIGHTWEIGHT");
    tell("easygoing", "owner", "Owner", true);
    awaitKnown("easygoing", "owner");

    String url = url(draft("easygoing", "Treasurer"));
    admin("easygoing").post(url + ":submit").then().statusCode(200);

    activation("easygoing", url).statusCode(202);
  }

  @Test
  @DisplayName("N-06 I-10: who has left, is gone or unreadable is not counted on")
  void whoHasLeftIsNotCounted() {
    Acme.setUp("leaving", "STRICT_MAKER_CHECKER");
    for (var person : new String[] {"active", "left", "gone", "spoilt"}) {
      tell("leaving", person, "Clerk", true);
    }
    tell("elsewhere", "other", "Clerk", true);
    tell("leaving", "left", "Clerk", false);
    send("leaving|gone", null);
    send("leaving|spoilt", "{}");
    send("leaving|forged", body("elsewhere", "forged", "Clerk", true, 3));
    tell("leaving", "last", "Other", true);
    awaitKnown("leaving", "last");

    draft("leaving", "Clerk")
        .body("lint.findings.code", hasItem("POOL_NEEDS_ITS_MAKER"))
        .body("lint.findings.code", not(hasItem("POOL_EMPTY")))
        .body(
            "lint.findings.find { it.code == 'POOL_NEEDS_ITS_MAKER' }.example",
            equalTo("needs 1 of 1"));
  }

  private static ValidatableResponse draft(String partner, String role) {
    return admin(partner)
        .contentType(ContentType.JSON)
        .body(Map.of("operation", "expense", "over", "100", "role", role))
        .post("/v1/policies")
        .then()
        .statusCode(201);
  }

  private static String url(ValidatableResponse version) {
    return "/v1/policies/"
        + version.extract().path("id")
        + "/versions/"
        + version.extract().path("version");
  }

  private static ValidatableResponse activation(String partner, String url) {
    return as("policy-admin-2@" + partner, partner, "policy_admin").post(url + ":activate").then();
  }

  private static RequestSpecification admin(String partner) {
    return as("policy-admin@" + partner, partner, "policy_admin");
  }

  private void awaitKnown(String partner, String person) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            directories.of(new PartnerId(partner)).people().containsKey(new PersonId(person)));
  }

  private static int version;

  private static void tell(String partner, String person, String role, boolean active) {
    version++;
    send(partner + "|" + person, body(partner, person, role, active, version));
  }

  private static String body(
      String partner, String person, String role, boolean active, int version) {
    return """
    {"partnerId":"%s","personId":"%s","name":"N","mail":"n@x.example","active":%s,"roles":["%s"],
     "groups":[],"branches":["*"],"locations":["*"],"leaves":[],"version":%d}\
    """
        .formatted(partner, person, active, role, version);
  }

  private static void send(String key, @Nullable String body) {
    DIRECTORY.send(key.getBytes(UTF_8), body == null ? null : body.getBytes(UTF_8), Map.of());
  }
}
