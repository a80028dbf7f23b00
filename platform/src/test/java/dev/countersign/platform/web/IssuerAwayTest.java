package dev.countersign.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.platform.testing.AbsentIssuer;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody says who is asking. */
@QuarkusTest
@WithTestResource(
    value = AbsentIssuer.Resource.class,
    scope = TestResourceScope.RESTRICTED_TO_CLASS)
class IssuerAwayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  @DisplayName(
      "I14: without the issuer nobody is let in on trust; keys that are known go on counting")
  void issuerComesAndGoes() throws IOException {
    assertThat(asking(token())).as("before the issuer ever was there").isEqualTo(503);
    assertThat(given().accept("text/html").get("/demo").statusCode()).isIn(401, 503);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);

    try (var issuer = new AbsentIssuer()) {
      issuer.start();
      await().atMost(PATIENCE).until(() -> asking(token()) == 200);
      issuer.stop();

      assertThat(asking(token())).as("by a key that is known").isEqualTo(200);
      assertThat(asking(forged())).as("by a key that nobody can look up").isEqualTo(401);
      assertThat(given().get("/v1/echo").statusCode()).as("without a token").isEqualTo(401);

      issuer.start();
      assertThat(asking(token())).isEqualTo(200);
      assertThat(asking(forged())).isEqualTo(401);
    }
  }

  private static int asking(String token) {
    return given().auth().oauth2(token).get("/v1/echo").statusCode();
  }

  private static String token() {
    return TestTokens.of(claims());
  }

  private static String forged() {
    Map<String, Object> header = TestTokens.header();
    header.put("kid", "a-key-of-somebody");
    return TestTokens.of(header, claims());
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = TestTokens.claims("maker@acme", "acme");
    claims.put("iss", AbsentIssuer.address());
    return claims;
  }
}
