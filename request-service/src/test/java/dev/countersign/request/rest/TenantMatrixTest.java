package dev.countersign.request.rest;

import static dev.countersign.request.rest.Api.as;
import static dev.countersign.request.rest.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.testing.ApiRoutes;
import dev.countersign.platform.testing.ApiRoutes.Route;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.request.testing.AnEvaluation;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * TN-01, TN-02: every operation of the contract in every place that names something, called by
 * partner A with what belongs to B, and once more with what belongs to nobody. Both answers are one
 * answer. An operation that is new is missing in the tables below, and that fails.
 */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TenantMatrixTest {

  private static final String A = "matrix-a";
  private static final String B = "matrix-b";
  private static final String CANARY = "CANARY";

  /** Everything a caller can be but an auditor, who may not even try (TN-20). */
  private static final String[] ALL_GROUPS = {
    "partner_admin", "operator", "controller", "policy_admin", "AUTO_SEQUENCES"
  };

  /** What the first place of a path names, by the beginning of the path. */
  private static final Map<String, Kind> PATHS =
      Map.of(
          "/v1/approval-requests/", Kind.REQUEST,
          "/v1/delegations/", Kind.DELEGATION,
          "/v1/people/", Kind.PERSON,
          "/v1/resolvers/", Kind.RESOLVER,
          "/v1/sequences/", Kind.SEQUENCE,
          "/v1/subjects/", Kind.SUBJECT);

  private static final Map<String, Kind> MEMBERS =
      Map.ofEntries(
          Map.entry("delegator", Kind.PERSON),
          Map.entry("delegate", Kind.PERSON),
          Map.entry("reassign from", Kind.PERSON),
          Map.entry("reassign to", Kind.PERSON),
          Map.entry("actor", Kind.PERSON),
          Map.entry("manager", Kind.PERSON),
          Map.entry("serviceAccountOf", Kind.PERSON),
          Map.entry("people[].id", Kind.PERSON),
          Map.entry("people", Kind.PERSON),
          Map.entry("entries[].people", Kind.PERSON),
          Map.entry("people[].person.manager", Kind.PERSON),
          Map.entry("people[].person.serviceAccountOf", Kind.PERSON),
          Map.entry("approvalRequestId", Kind.REQUEST),
          Map.entry("items[].requestId", Kind.REQUEST),
          Map.entry("number", Kind.NUMBER));

  /** Members that name nothing that belongs to anybody. */
  private static final Set<String> PLAIN =
      Set.of(
          "reason",
          "vote",
          "payloadDigest",
          "iteration",
          "policyVersion",
          "step",
          "backTo",
          "edit",
          "finding",
          "from",
          "until",
          "to",
          "operations",
          "key",
          "documentType",
          "branchCode",
          "prefix",
          "padding",
          "resetStrategy",
          "currentValue",
          "name",
          "mail",
          "active",
          "roles",
          "groups",
          "branches",
          "locations",
          "leaves[].from",
          "leaves[].until",
          "version",
          "humanId");

  private static final String REASON = "{\"reason\":\"because\"}";
  private static final String PERSON =
      "{\"name\":\"New\",\"mail\":\"new@x.example\",\"manager\":\"one@matrix-a\","
          + "\"serviceAccountOf\":\"two@matrix-a\"}";
  private static final String SEQUENCE =
      "{\"documentType\":\"QUOTE\",\"prefix\":\"Q-\",\"padding\":3,\"resetStrategy\":\"NEVER\"}";

  /** A complete body for every operation that has one, about what belongs to A. */
  private static final Map<String, String> BODIES = bodies();

  private enum Kind {
    REQUEST,
    DELEGATION,
    PERSON,
    RESOLVER,
    SEQUENCE,
    SUBJECT,
    NUMBER
  }

  @Inject Desk desk;
  @Inject Stage stage;

  private final Map<Kind, String> ofA = new TreeMap<>();
  private final Map<Kind, String> ofB = new TreeMap<>();

  private static Map<String, String> bodies() {
    var bodies = new TreeMap<String, String>();
    for (String act : List.of("cancel", "withdraw", "resubmit", "override", "release", "revoke")) {
      bodies.put("POST /v1/approval-requests/{id}/" + act, REASON);
    }
    bodies.put("POST /v1/approval-requests/{id}/decisions", Api.vote("APPROVE"));
    bodies.put(
        "POST /v1/approval-requests/{id}/override/review",
        "{\"finding\":\"JUSTIFIED\",\"reason\":\"because\"}");
    bodies.put(
        "POST /v1/approval-requests/{id}/review",
        "{\"finding\":\"JUSTIFIED\",\"reason\":\"because\"}");
    bodies.put("POST /v1/approval-requests/{id}/override/witness", "{\"actor\":\"one@matrix-a\"}");
    bodies.put(
        "POST /v1/approval-requests/{id}/pull-back",
        "{\"step\":1,\"from\":\"one@matrix-a\",\"to\":\"two@matrix-a\",\"reason\":\"because\"}");
    bodies.put(
        "POST /v1/approval-requests/{id}/reassign",
        "{\"step\":1,\"from\":\"one@matrix-a\",\"to\":\"two@matrix-a\",\"reason\":\"because\"}");
    bodies.put(
        "POST /v1/delegations",
        "{\"delegator\":\"one@matrix-a\",\"delegate\":\"two@matrix-a\",\"reason\":\"because\","
            + "\"from\":\"2030-04-01T00:00:00Z\",\"until\":\"2030-04-15T00:00:00Z\"}");
    bodies.put(
        "PUT /v1/people", "{\"people\":[{\"id\":\"new@matrix-a\",\"person\":" + PERSON + "}]}");
    bodies.put(
        "POST /v1/approval-requests:decide",
        "{\"items\":[{\"requestId\":\"%s\",\"decision\":%s}]}"
            .formatted(UUID.randomUUID(), Api.vote("APPROVE")));
    bodies.put("PUT /v1/people/{id}", PERSON);
    bodies.put(
        "PUT /v1/resolvers/{name}",
        "{\"entries\":[{\"key\":\"4711\",\"people\":[\"one@matrix-a\"]}]}");
    bodies.put("PUT /v1/resolvers/{name}/entries/{key}", "{\"people\":[\"one@matrix-a\"]}");
    bodies.put("POST /v1/sequences", SEQUENCE);
    bodies.put("PUT /v1/sequences/{id}", SEQUENCE);
    bodies.put("POST /v1/sequences/{id}/reserve", "{\"key\":\"matrix\"}");
    bodies.put(
        "POST /v1/sequences/{id}/reset",
        "{\"to\":5,\"reason\":\"because\",\"approvalRequestId\":\"" + UUID.randomUUID() + "\"}");
    bodies.put("POST /v1/sequences/{id}/void", "{\"number\":\"Q-001\",\"reason\":\"because\"}");
    return bodies;
  }

  @BeforeEach
  void whatBelongsToWhom() {
    belongings(A, "own", ofA);
    belongings(B, CANARY, ofB);
  }

  private void belongings(String partner, String mark, Map<Kind, String> things) {
    for (String person : List.of("one", "two", "admin")) {
      desk.person(partner, person + "@" + partner, mark + " " + person, "Mid-Office Supervisor");
    }
    var subject = mark + "-" + UUID.randomUUID();
    var evaluation =
        AnEvaluation.of(partner, "maker@" + partner)
            .of("invoice", subject, "350000")
            .because(mark + " reason")
            .saying("{\"note\":\"" + mark + "\"}");
    things.put(Kind.REQUEST, desk.open(evaluation).toString());
    things.put(Kind.SUBJECT, subject);
    things.put(Kind.PERSON, "one@" + partner);
    var admin = "admin@" + partner;
    things.put(Kind.RESOLVER, resolver(partner));
    var sequence =
        SEQUENCE
            .replace("Q-", mark.equals(CANARY) ? CANARY + "-" : "Q-")
            .replace(
                "QUOTE",
                "T" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT));
    things.put(
        Kind.SEQUENCE,
        sending(as(admin, partner, ALL_GROUPS), sequence)
            .post("/v1/sequences")
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
    things.put(
        Kind.NUMBER,
        sending(as(admin, partner, ALL_GROUPS), "{\"key\":\"k\"}")
            .post("/v1/sequences/" + things.get(Kind.SEQUENCE) + "/reserve")
            .then()
            .statusCode(200)
            .extract()
            .path("number"));
    things.put(Kind.DELEGATION, delegation(partner));
  }

  /** The table and its only key bear one name. */
  private static String resolver(String partner) {
    var name = "r-" + UUID.randomUUID();
    var body = "{\"entries\":[{\"key\":\"%s\",\"people\":[\"one@%s\"]}]}".formatted(name, partner);
    sending(as("admin@" + partner, partner, ALL_GROUPS), body)
        .put("/v1/resolvers/" + name)
        .then()
        .statusCode(200);
    return name;
  }

  private String delegation(String partner) {
    var from = "lender-" + UUID.randomUUID() + "@" + partner;
    var to = "taker-" + UUID.randomUUID() + "@" + partner;
    desk.person(partner, from, "Lender");
    desk.person(partner, to, "Taker");
    var body =
        of(BODIES, "POST /v1/delegations")
            .replace("one@matrix-a", from)
            .replace("two@matrix-a", to);
    return sending(as("admin@" + partner, partner, ALL_GROUPS), body)
        .post("/v1/delegations")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  @DisplayName("TN-01: every route answers for B's id as for one that never was, and tells nothing")
  void foreignIdsInPathsAreUnknown() {
    for (Route route : ApiRoutes.all()) {
      if (!route.path().contains("{")) {
        continue;
      }
      var kind = kindOf(route);
      var foreign = call(route, pathOf(route, kind, of(ofB, kind)), bodyOf(route));
      var unknown = call(route, pathOf(route, kind, unknown(kind)), bodyOf(route));

      assertSame(route.toString(), foreign, unknown, kind);
      if (kind == Kind.SUBJECT) {
        assertThat(foreign.path("items").toString()).isEqualTo("[]");
      } else {
        // A name is each partner's own: under B's A would begin one, were no version asked for.
        assertThat(foreign.statusCode()).as(route.toString()).isIn(404, 412, 422);
      }
    }
  }

  @Test
  @DisplayName("TN-02: every member of a body that names something takes B's for unknown")
  void foreignIdsInBodiesAreUnknown() {
    var cells = 0;
    for (Route route : ApiRoutes.all()) {
      for (String member : route.members()) {
        var kind = memberKind(route, member);
        if (kind == null) {
          continue;
        }
        var own = route.path().contains("{") ? of(ofA, kindOf(route)) : "";
        var path = route.path().contains("{") ? pathOf(route, kindOf(route), own) : route.path();
        var foreign = call(route, path, bodyWith(route, member, of(ofB, kind)));
        var unknown = call(route, path, bodyWith(route, member, unknown(kind)));
        assertSame(route + " " + member, foreign, unknown, kind);
        cells++;
      }
    }

    assertThat(cells).isGreaterThanOrEqualTo(MEMBERS.size() - 1);
  }

  @Test
  @DisplayName("TN-03: no list, count or export of A holds anything of B, whatever is asked")
  void listsHoldOnlyTheOwn() {
    for (Route route : ApiRoutes.all()) {
      if (route.changes() || route.path().contains("{")) {
        continue;
      }
      for (String query : List.of("", "?limit=200", "?maker=maker@" + B, "?subject=" + CANARY)) {
        var answer = caller().get(route.path() + query);
        assertThat(answer.asString()).as(route + query).doesNotContain(CANARY).doesNotContain(B);
      }
    }
  }

  @Test
  @DisplayName("TN-04: no list goes on from a cursor of B")
  void foreignCursorsAreRefused() {
    for (Route route : ApiRoutes.all()) {
      if (!route.parameters().contains("query cursor") || route.path().contains("{")) {
        continue;
      }
      var next =
          as("admin@" + B, B, ALL_GROUPS).get(route.path() + "?limit=1").<String>path("next");
      if (next != null) {
        assertThat(caller().get(route.path() + "?limit=1&cursor=" + next).statusCode())
            .as(route.toString())
            .isEqualTo(400);
      }
    }
  }

  @Test
  @DisplayName("TN-07: a tag of B's request answers like any other")
  void foreignTagsAreNoOracle() {
    for (String header : List.of("If-None-Match", "If-Match", "Last-Event-ID")) {
      var path = "/v1/approval-requests/";
      var foreign = caller().header(header, "\"0\"").get(path + of(ofB, Kind.REQUEST));
      var unknown = caller().header(header, "\"0\"").get(path + UUID.randomUUID());

      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(plain(foreign, Kind.REQUEST)).isEqualTo(plain(unknown, Kind.REQUEST));
    }
  }

  /** A difference that is there shows every time; one that is not shows only on a busy machine. */
  @Test
  @DisplayName("TN-08: B's id takes no longer than one that never was")
  void timeTellsNothing() {
    var differences = new ArrayList<Long>();
    for (int round = 0; round < 5; round++) {
      differences.add(differenceOfMedians());
    }

    assertThat(differences).anyMatch(difference -> difference < 1_000_000);
  }

  private long differenceOfMedians() {
    var foreign = new long[81];
    var unknown = new long[81];
    for (int i = 0; i < foreign.length; i++) {
      foreign[i] = time(of(ofB, Kind.REQUEST));
      unknown[i] = time(UUID.randomUUID().toString());
    }
    Arrays.sort(foreign);
    Arrays.sort(unknown);
    return Math.abs(foreign[40] - unknown[40]);
  }

  private long time(String id) {
    var call = caller();
    var before = System.nanoTime();
    call.get("/v1/approval-requests/" + id);
    return System.nanoTime() - before;
  }

  @Test
  @DisplayName("TN-09, TN-19: what B has named and counted, A names and counts as if alone")
  void namesAreUniquePerPartner() {
    var person = "shared-" + UUID.randomUUID();
    var type = "T" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    for (String partner : List.of(B, A)) {
      var admin = "admin@" + partner;
      sending(
              as(admin, partner, ALL_GROUPS),
              "{\"name\":\"Same\",\"mail\":\"same@x.example\",\"humanId\":\"H-1\"}")
          .put("/v1/people/" + person)
          .then()
          .statusCode(200);
      var sequence =
          sending(as(admin, partner, ALL_GROUPS), SEQUENCE.replace("QUOTE", type))
              .post("/v1/sequences")
              .then()
              .statusCode(201)
              .extract()
              .path("id");
      sending(as(admin, partner, ALL_GROUPS), "{\"key\":\"k\"}")
          .post("/v1/sequences/" + sequence + "/reserve")
          .then()
          .statusCode(200)
          .body("number", equalTo("Q-001"));
    }
  }

  @Test
  @DisplayName("TN-10: a refused write says nothing of tables, keys or classes")
  void databaseMessagesStayInside() {
    for (Route route : ApiRoutes.all()) {
      if (route.hasBody()) {
        var kind = route.path().contains("{") ? kindOf(route) : Kind.REQUEST;
        var path = route.path().contains("{") ? pathOf(route, kind, of(ofA, kind)) : route.path();
        for (String body : List.of(bodyOf(route), "{}", "[]", "null", "{\"x\":1}")) {
          var answer = call(route, path, body);
          assertThat(answer.statusCode()).as(route + " " + body).isLessThan(500);
          assertThat(answer.asString())
              .as(route + " " + body)
              .doesNotContainIgnoringCase("constraint")
              .doesNotContain("request.", "java.", "dev.countersign", "SQL", "duplicate key");
        }
      }
    }
  }

  @Test
  @DisplayName("TN-01, F-166: who keeps asking for what is not theirs is told of in their own log")
  void probingIsNoticed() {
    var prober = "prober-" + UUID.randomUUID() + "@" + A;
    for (int i = 0; i < 20; i++) {
      as(prober, A).get("/v1/approval-requests/" + of(ofB, Kind.REQUEST)).then().statusCode(404);
    }

    stage.await(
        "select id::text from request.security_event where partner_id = ? and actor = ?"
            + " and code = 'repeated_misses'",
        A,
        prober);
    assertThat(
            stage.value(
                "select count(*) from request.security_event where partner_id = ? and actor = ?",
                B,
                prober))
        .isEqualTo("0");
  }

  @Test
  @DisplayName("TN-16: no metric bears anything that a partner sent")
  void metricsBearNoPayload() {
    for (String partner : List.of(A, B)) {
      as("admin@" + partner, partner, ALL_GROUPS).get("/v1/approval-requests?limit=200");
      as("admin@" + partner, partner).get("/v1/subjects/invoice/" + CANARY + "/approvals");
    }
    var metrics = io.restassured.RestAssured.given().get("/q/metrics").asString();

    assertThat(metrics).contains("countersign_").doesNotContain(CANARY, A, B, "@matrix");
  }

  private static <K> String of(Map<K, String> things, K key) {
    return Objects.requireNonNull(things.get(key), () -> "nothing for " + key);
  }

  private static Kind kindOf(Route route) {
    return PATHS.entrySet().stream()
        .filter(entry -> route.path().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(route + " has no cell: say what its path names"));
  }

  private static @org.jspecify.annotations.Nullable Kind memberKind(Route route, String member) {
    var last = route.path().substring(route.path().lastIndexOf('/') + 1);
    var kind = MEMBERS.getOrDefault(last + " " + member, MEMBERS.get(member));
    var simple = member.replaceFirst("^(people|items|entries)\\[\\]\\.((person|decision)\\.)?", "");
    assertThat(kind != null || PLAIN.contains(simple))
        .as("%s has no cell: say what %s names", route, member)
        .isTrue();
    return kind;
  }

  private static String bodyOf(Route route) {
    if (!route.hasBody()) {
      return "";
    }
    assertThat(BODIES).as("a body for " + route).containsKey(route.toString());
    return of(BODIES, route.toString());
  }

  /** The complete body with one member replaced; the form of the others does not matter here. */
  private static String bodyWith(Route route, String member, String value) {
    var name = member.substring(member.lastIndexOf('.') + 1);
    var body = bodyOf(route);
    var replaced = body.replaceFirst("(\"" + name + "\":\\[?)\"[^\"]*\"", "$1\"" + value + "\"");
    assertThat(replaced).as(route + " " + member).isNotEqualTo(body);
    return replaced;
  }

  private static String pathOf(Route route, Kind kind, String id) {
    return kind == Kind.SUBJECT
        ? route.path().replace("{operation}", "invoice").replace("{subject}", id)
        : route.filledWith(id);
  }

  private static String unknown(Kind kind) {
    return switch (kind) {
      case REQUEST, DELEGATION, SEQUENCE -> UUID.randomUUID().toString();
      case PERSON -> "nobody@" + B;
      case RESOLVER -> "r-" + UUID.randomUUID();
      case SUBJECT -> "INV-" + UUID.randomUUID();
      case NUMBER -> "NONE-999";
    };
  }

  private Response call(Route route, String path, String body) {
    var call = caller().header("Idempotency-Key", UUID.randomUUID().toString());
    if (route.path().startsWith("/v1/sequences/") || route.path().startsWith("/v1/resolvers/")) {
      call.header("If-Match", "\"1\"");
    }
    var sent = body.isEmpty() ? call : call.contentType(route.consumes()).body(body);
    return sent.request(route.method(), path);
  }

  private static RequestSpecification caller() {
    return as("two@" + A, A, ALL_GROUPS);
  }

  private void assertSame(String cell, Response foreign, Response unknown, Kind kind) {
    assertThat(foreign.statusCode()).as(cell).isEqualTo(unknown.statusCode()).isLessThan(500);
    assertThat(plain(foreign, kind)).as(cell).isEqualTo(plain(unknown, kind));
    assertThat(foreign.asString().replace(of(ofB, kind), "")).as(cell).doesNotContain(CANARY);
  }

  /** The answer without what differs between any two calls. */
  private String plain(Response answer, Kind kind) {
    var text = answer.asString().replaceAll("\"errorId\":\"[^\"]*\"", "");
    var ids = new ArrayList<>(List.of("nobody@" + B, "NONE-999"));
    ids.add(of(ofB, kind));
    for (String id : ids) {
      text = text.replace(id, "ID");
    }
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID");
  }
}
