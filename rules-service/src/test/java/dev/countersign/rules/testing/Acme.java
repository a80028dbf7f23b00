package dev.countersign.rules.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.testing.TestTokens;
import dev.countersign.rules.app.LiveRules;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The strict partner of the tests, its people, and the events its systems publish. */
public final class Acme {

  public static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private Acme() {}

  /** Sets the partner up through the API, as its admin would, until its rules are live. */
  public static void setUp(LiveRules rules) {
    setUp("acme", "STRICT_MAKER_CHECKER");
    OutboxRelay.run();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rules.isComplete() && rules.partner("acme").isPresent());
  }

  public static void setUp(String partner, String preset) {
    as("partner-admin@" + partner, partner, "partner_admin")
        .contentType(ContentType.JSON)
        .body(Map.of("name", partner, "preset", preset, "zone", "Asia/Dhaka", "currency", "BDT"))
        .put("/v1/partners/" + partner)
        .then()
        .statusCode(200);
  }

  /** A request of a person, with a fresh idempotency key. */
  public static RequestSpecification as(String person, String partner, String... groups) {
    return given()
        .auth()
        .oauth2(TestTokens.of(person, partner, groups))
        .urlEncodingEnabled(false)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** The headers of a binary event. */
  public static Map<String, byte[]> headers(String id, String type, String subject) {
    var headers = new HashMap<String, byte[]>();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", id);
    put(headers, "ce_source", "/billing");
    put(headers, "ce_type", type);
    put(headers, "ce_subject", subject);
    put(headers, "ce_time", "2026-03-02T04:15:00Z");
    put(headers, "ce_partnerid", "acme");
    put(headers, "content-type", "application/json");
    put(headers, "traceparent", TRACE);
    return headers;
  }

  public static byte[] data(String amount) {
    return """
    {"amount":"%s","currency":"BDT","maker":"maker@acme","makerReason":"monthly order","branch":"DHK"}\
    """
        .formatted(amount)
        .getBytes(UTF_8);
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(UTF_8));
  }
}
