package dev.countersign.platform.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestIssuer;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are signed by the right key and yet are no leave to enter. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class TokenDoorTest {

  static Stream<Arguments> otherTokens() {
    return Stream.of(
        argumentSet("an ID token by its nonce", "nonce", "n-0S6_WzA2Mj"),
        argumentSet(
            "an ID token by its hash of an access token", "at_hash", "MTIzNDU2Nzg5MDEyMzQ1"),
        argumentSet("an ID token by its use", "token_use", "id"),
        argumentSet("an ID token by its type", "typ", "ID"),
        argumentSet("a refresh token by its use", "token_use", "refresh"),
        argumentSet("a refresh token by its type", "typ", "Refresh"),
        argumentSet("a logout token", "events", Map.of("http://schemas.openid.net/logout", "{}")),
        argumentSet(
            "AN-19 a token bound to a proof", "cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30j")));
  }

  @ParameterizedTest
  @MethodSource("otherTokens")
  @DisplayName("AN-08, AN-19: what is no plain access token is 401, however well it is signed")
  void onlyAccessTokensOpenTheDoor(String claim, Object value) {
    Map<String, Object> claims = TestTokens.claims("maker@acme", "acme");
    claims.put(claim, value);

    refused(TestTokens.of(claims));
  }

  @Test
  @DisplayName("AN-08: the type of a logout token in the header is enough to refuse it")
  void foreignTypesAreRefused() {
    Map<String, Object> header = TestTokens.header();
    header.put("typ", "application/logout+jwt");

    refused(TestTokens.of(header, TestTokens.claims("maker@acme", "acme")));
  }

  @Test
  @DisplayName("AN-03: a digest keyed with the public key is no signature")
  void keysAreNotConfused() throws IOException {
    byte[] keys = URI.create(TestIssuer.address() + "/keys").toURL().openStream().readAllBytes();
    String modulus = Json.read(keys).path("keys").path(0).path("n").asText();
    Map<String, Object> claims = TestTokens.claims("maker@acme", "acme");

    refused(TestTokens.confused(claims, keys));
    refused(TestTokens.confused(claims, Base64.getUrlDecoder().decode(modulus)));
    refused(TestTokens.confused(claims, "secret-of-the-test-client-and-no-other".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../keys", "' or 1=1 --", "http://127.0.0.1:1/keys", "unknown"})
  @DisplayName("AN-09: a key id that the issuer does not know opens nothing")
  void strangeKeyIdsAreRefused(String keyId) {
    Map<String, Object> header = TestTokens.header();
    header.put("kid", keyId);

    refused(TestTokens.of(header, TestTokens.claims("maker@acme", "acme")));
  }

  @Test
  @DisplayName("AN-09: a token that brings the address of its own key makes no connection")
  void nobodyIsAskedForAKeyButTheIssuer() throws IOException {
    try (var attacker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + attacker.getLocalPort() + "/keys";
      for (String name : List.of("jku", "x5u", "kid")) {
        Map<String, Object> header = TestTokens.header();
        header.put("kid", "attacker");
        header.put(name, address);
        refused(TestTokens.of(header, TestTokens.claims("maker@acme", "acme")));
      }
      attacker.setSoTimeout(200);

      assertThat(isAsked(attacker)).isFalse();
    }
  }

  @Test
  @DisplayName(
      "AN-10: hundreds of random key ids read the issuer's keys hardly more often than one")
  void randomKeyIdsDoNotFloodTheIssuer() {
    int before = TestIssuer.readingsOfKeys();
    for (int i = 0; i < 300; i++) {
      Map<String, Object> header = TestTokens.header();
      header.put("kid", UUID.randomUUID().toString());
      refused(TestTokens.of(header, TestTokens.claims("maker@acme", "acme")));
    }

    assertThat(TestIssuer.readingsOfKeys() - before).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Partner-Id,",
    "X-Partner,",
    "X-Tenant-Id,",
    ",partner",
    ",partnerId",
    ",partner_id",
    ",tenant"
  })
  @DisplayName("AN-12: the token alone names the partner; whoever names another one is refused")
  void anotherPartnerIsRefused(String header, String parameter) {
    claiming(header, parameter, "bazaar").statusCode(403).body("code", equalTo("partner_mismatch"));
    claiming(header, parameter, "acme").statusCode(200).body("partner", equalTo("acme"));
  }

  @Test
  @DisplayName("AN-12: two values of which one is the own partner are still a contradiction")
  void oneTrueValueHidesNoOther() {
    given()
        .auth()
        .oauth2(TestTokens.of("maker@acme", "acme"))
        .header("X-Partner-Id", "acme", "bazaar")
        .get("/v1/echo")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("SD-27: an auditor changes nothing, whatever other roles the token carries")
  void auditorsOnlyRead() {
    String token = TestTokens.of("auditor@acme", "acme", "auditor", "partner_admin");
    String body = "{\"text\":\"a\",\"count\":1}";

    given().auth().oauth2(token).get("/v1/echo").then().statusCode(200);
    given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post("/v1/echo")
        .then()
        .statusCode(403)
        .body("code", equalTo("read_only_group"));
  }

  @Test
  @DisplayName(
      "AN-16: of the framework's own pages only health, metrics and the contract are there")
  void frameworkPagesAreClosed() {
    for (String page : List.of("dev", "info", "graphql-ui", "oidc", "config", "env", "heapdump")) {
      given().redirects().follow(false).get("/q/" + page).then().statusCode(404);
    }
    given().get("/q/health/live").then().statusCode(200);
    // Two pages are there while testing; a production build has them only if it is told to.
    for (String page : List.of("quarkus.swagger-ui", "quarkus.smallrye-health.ui")) {
      assertThat(
              ConfigProvider.getConfig().getOptionalValue(page + ".always-include", String.class))
          .isEmpty();
    }
  }

  private static ValidatableResponse claiming(String header, String parameter, String partner) {
    var call = given().auth().oauth2(TestTokens.of("maker@acme", "acme"));
    call = header == null ? call : call.header(header, partner);
    call = parameter == null ? call : call.queryParam(parameter, partner);
    return call.get("/v1/echo").then();
  }

  private static void refused(String token) {
    given()
        .auth()
        .oauth2(token)
        .get("/v1/echo")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
  }

  private static boolean isAsked(ServerSocket attacker) throws IOException {
    try (var connection = attacker.accept()) {
      return connection.isConnected();
    } catch (SocketTimeoutException _) {
      return false;
    }
  }
}
