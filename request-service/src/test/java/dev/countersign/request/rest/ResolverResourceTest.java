package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.people.ResolverRules;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class ResolverResourceTest {
  private static final AtomicInteger PARTNERS = new AtomicInteger();
  private static final String OWNER = "/v1/resolvers/cost-centre-owner";

  @Inject Stage stage;

  private String partner = "";

  @BeforeEach
  void partner() {
    partner = "tables-" + PARTNERS.incrementAndGet();
    stage.person(partner, "olga@" + partner);
    stage.person(partner, "omar@" + partner);
  }

  @Test
  @DisplayName(
      "C-13 F-139: a table is put whole, says what it is to say, and nothing else any more")
  void tableIsPutWhole() {
    put(
            OWNER,
            "{'entries':[{'key':'4711','people':['olga@P']},{'key':'4712','people':['omar@P']}]}")
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("entries", equalTo(2))
        .body("unknown", empty());

    put(
            OWNER,
            "{'entries':[{'key':' 4712 ','people':['omar@P']},{'key':'4713','people':['zoe@P','olga@P']}]}")
        .statusCode(200)
        .body("version", equalTo(2))
        .body("entries", equalTo(2))
        .body("unknown", equalTo(List.of("zoe@" + partner)));

    get(OWNER + "/entries/4711").statusCode(404).body("code", equalTo("not_found"));
    get(OWNER + "/entries/4712")
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("people", equalTo(List.of("omar@" + partner)));
    get(OWNER + "/entries").statusCode(200).body("items.key", equalTo(List.of("4712", "4713")));
    get(OWNER).statusCode(200).header("ETag", "\"2\"").body("entries", equalTo(2));
    get("/v1/resolvers").statusCode(200).body("items.name", equalTo(List.of("cost-centre-owner")));
  }

  @Test
  @DisplayName("RP-07 D4: a change from an older version is refused, the same said again is none")
  void versionsGuard() {
    putEntry("4711", "olga").statusCode(200).header("ETag", "\"1\"");
    putEntry("4712", "olga").statusCode(200).header("ETag", "\"2\"");
    putEntry("4711", "olga").statusCode(200).header("ETag", "\"1\"").body("version", equalTo(2));

    for (String stale : List.of("\"2\"", "\"0\"", "*", "W/\"1\"")) {
      sending(admin().header("If-Match", stale), "{\"people\":[\"omar@" + partner + "\"]}")
          .put(OWNER + "/entries/4711")
          .then()
          .statusCode(412)
          .body("code", equalTo("version_mismatch"));
      admin().header("If-Match", stale).delete(OWNER + "/entries/4711").then().statusCode(412);
    }
    sending(admin().header("If-Match", "\"1\""), "{\"entries\":[]}")
        .put(OWNER)
        .then()
        .statusCode(412);
    admin().header("If-Match", "\"1\"").delete(OWNER + "/entries/4711").then().statusCode(200);
    admin().delete(OWNER + "/entries/4711").then().statusCode(404);
    sending(admin().header("If-Match", "\"3\""), "{\"entries\":[]}")
        .put(OWNER)
        .then()
        .statusCode(200)
        .body("entries", equalTo(0));
  }

  @Test
  @DisplayName("F-139 SD-15: every entry keeps what it said from when on, and who made it say so")
  void changesAreKept() {
    putEntry("4711", "olga");
    put(
        OWNER,
        "{'entries':[{'key':'4711','people':['omar@P']},{'key':'4712','people':['omar@P']}]}");
    admin().delete(OWNER + "/entries/4712");

    var page =
        get(OWNER + "/changes?limit=3")
            .statusCode(200)
            .body("items.version", equalTo(List.of(3, 2, 2)))
            .body("items.key", equalTo(List.of("4712", "4711", "4712")))
            .body("items[0].people", empty())
            .body("items.by", equalTo(List.of(by(), by(), by())))
            .extract();
    get(OWNER + "/changes?limit=3&cursor=" + page.path("next"))
        .body("items.version", equalTo(List.of(1)))
        .body("items[0].people", equalTo(List.of("olga@" + partner)));
    assertThat(
            stage.value(
                "select count(*) from request.resolver_listing where partner_id = ?", partner))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Owner | {'entries':[]} | name",
        "a:b | {'entries':[]} | name",
        "owner | {'entries':[{'key':' ','people':['olga@P']}]} | entries[0].key",
        "owner | {'entries':[{'key':'k','people':[]}]} | entries[0].people",
        "owner | {'entries':[{'key':'k'}]} | entries[0].people",
        "owner | {'entries':[{'key':'k','people':['olga@bazaar']}]} | entries[0].people",
        "owner | {'entries':[{'key':'k','people':['two words']}]} | entries[0].people",
        "owner | {'entries':[{'key':'a','people':['x']},{'key':' a','people':['x']}]} | entries[1].key"
      })
  @DisplayName("A-35 IN-02: what a table cannot hold is refused as a whole, with its place")
  void unsoundTableIsRefused(String name, String body, String field) {
    put("/v1/resolvers/" + name, body)
        .statusCode(422)
        .body("code", equalTo("resolver_invalid"))
        .body("violations.field", hasItem(field));
    get("/v1/resolvers").body("items", empty());
  }

  @Test
  @DisplayName("IN-17 P11: a table of ten thousand keys is put at once, and none is larger")
  void tablesAreBounded() {
    put(OWNER, "{'entries':[" + entries(ResolverRules.MOST_ENTRIES + 1) + "]}")
        .statusCode(422)
        .body("violations.field", hasItem("entries"));

    put(OWNER, "{'entries':[" + entries(ResolverRules.MOST_ENTRIES) + "]}")
        .statusCode(200)
        .body("entries", equalTo(ResolverRules.MOST_ENTRIES));
    putEntry("one-more", "olga").statusCode(422).body("code", equalTo("resolver_full"));
    putEntry("k7", "omar").statusCode(200);
    var page = get(OWNER + "/entries?limit=200").statusCode(200).extract();
    get(OWNER + "/entries?limit=200&cursor=" + page.path("next"))
        .statusCode(200)
        .body("items.size()", equalTo(200));
  }

  @Test
  @DisplayName("IN-01: a body that says nothing takes nobody out of a table")
  void nothingSaidChangesNothing() {
    putEntry("4711", "olga").statusCode(200);

    put(OWNER, "{}").statusCode(400).body("code", equalTo("entries_required"));
    put(OWNER, "null").statusCode(400);
    put(OWNER, "{'entries':[null]}").statusCode(422);
    put(OWNER + "/entries/4711", "null").statusCode(400);
    put(OWNER + "/entries/4711", "{}").statusCode(422);

    get(OWNER + "/entries").body("items.people", equalTo(List.of(List.of("olga@" + partner))));
  }

  @Test
  @DisplayName("F-132: only a partner admin changes a table, and not everybody reads it")
  void adminsAlone() {
    putEntry("4711", "olga").statusCode(200);

    for (String group : List.of("operator", "controller", "policy_admin")) {
      sending(as("x@" + partner, partner, group), "{\"entries\":[]}")
          .put(OWNER)
          .then()
          .statusCode(403)
          .body("code", equalTo("group_required"));
      as("x@" + partner, partner, group).delete(OWNER + "/entries/4711").then().statusCode(403);
    }
    as("x@" + partner, partner, "auditor").get(OWNER + "/changes").then().statusCode(200);
    as("x@" + partner, partner).get(OWNER + "/entries").then().statusCode(403);
  }

  @Test
  @DisplayName("TN-01 I-10: another partner sees nothing of a table, and may have one of its name")
  void tablesAreAPartnersOwn() {
    putEntry("4711", "olga").statusCode(200);
    var other = as("admin@other-tables", "other-tables", "partner_admin");

    for (String path : List.of("", "/entries", "/entries/4711", "/changes")) {
      other.get(OWNER + path).then().statusCode(404).body("code", equalTo("not_found"));
    }
    as("admin@other-tables", "other-tables", "partner_admin")
        .get("/v1/resolvers")
        .then()
        .statusCode(200)
        .body("items", empty());
    as("admin@other-tables", "other-tables", "partner_admin")
        .delete(OWNER + "/entries/4711")
        .then()
        .statusCode(404);
    get(OWNER + "/entries/4711").statusCode(200);
  }

  private static String entries(int many) {
    return IntStream.range(0, many)
        .mapToObj(n -> "{'key':'k%d','people':['olga@P']}".formatted(n))
        .collect(Collectors.joining(","));
  }

  private ValidatableResponse putEntry(String key, String name) {
    return put(OWNER + "/entries/" + key, "{'people':['" + name + "@P']}");
  }

  private ValidatableResponse put(String path, String body) {
    return sending(admin(), body.replace("@P", "@" + partner).replace('\'', '"')).put(path).then();
  }

  private ValidatableResponse get(String path) {
    return admin().get(path).then();
  }

  private RequestSpecification admin() {
    return as(by(), partner, "partner_admin");
  }

  private String by() {
    return "admin@" + partner;
  }
}
