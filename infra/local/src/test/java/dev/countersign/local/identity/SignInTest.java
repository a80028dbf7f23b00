package dev.countersign.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.local.Json;
import dev.countersign.local.Web;
import dev.countersign.local.state.Secrets;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  private static final String REDIRECT = "http://localhost:8080/request/callback";
  private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-rules-of-pkce";

  @TempDir static Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Identity identity = start();
  private String secret = "";

  @BeforeEach
  void readSecret() throws Exception {
    secret = Secrets.of(new StateDirectory(folder)).clientSecret();
  }

  @AfterEach
  void stop() {
    identity.close();
  }

  @Test
  void thePageListsThePeopleToSignInAs() throws Exception {
    HttpResponse<String> page = get("/authorize?" + request(challenge()));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("supervisor@acme").contains("owner@bazaar");
  }

  @Test
  void aClickLeadsToTokensWithOurClaims() throws Exception {
    HttpResponse<String> answer = redeem(code("controller@acme"), VERIFIER);

    JsonNode tokens = Json.MAPPER.readTree(answer.body());
    SignedJWT access = SignedJWT.parse(tokens.path("access_token").asText());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(access.verify(new RSASSAVerifier(publishedKey()))).isTrue();
    assertThat(access.getJWTClaimsSet().getSubject()).isEqualTo("controller@acme");
    assertThat(access.getJWTClaimsSet().getIssuer()).isEqualTo(identity.issuer());
    assertThat(access.getJWTClaimsSet().getAudience()).containsExactly("countersign");
    assertThat(access.getJWTClaimsSet().getStringClaim("partner")).isEqualTo("acme");
    assertThat(access.getJWTClaimsSet().getStringListClaim("groups"))
        .isEqualTo(List.of("controller"));
    SignedJWT id = SignedJWT.parse(tokens.path("id_token").asText());
    assertThat(id.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n-1");
  }

  @Test
  void aCodeIsGoodOnce() throws Exception {
    String code = code("maker@acme");
    assertThat(redeem(code, VERIFIER).statusCode()).isEqualTo(200);

    assertThat(redeem(code, VERIFIER).statusCode()).isEqualTo(400);
  }

  @Test
  void aStolenCodeIsWorthNothingWithoutItsVerifier() throws Exception {
    assertThat(redeem(code("maker@acme"), "another-verifier").statusCode()).isEqualTo(400);
  }

  @Test
  void codesAreSentToThisMachineOnly() throws Exception {
    String elsewhere = request(challenge()).replace("localhost%3A8080", "evil.example");

    assertThat(get("/authorize?" + elsewhere).statusCode()).isEqualTo(400);
  }

  @Test
  void aRefreshTokenSurvivesARestartOfTheIssuer() throws Exception {
    String refresh =
        Json.MAPPER
            .readTree(redeem(code("maker@acme"), VERIFIER).body())
            .path("refresh_token")
            .asText();
    int port = URI.create(identity.issuer()).getPort();
    identity.close();
    identity = Identity.start(new StateDirectory(folder), port);

    HttpResponse<String> answer =
        post("/token", "grant_type=refresh_token&refresh_token=" + refresh + credentials());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("access_token");
  }

  @Test
  @DisplayName("AN-18: tokens say when and how somebody signed in, and a refresh is no new sign-in")
  void tokensTellOfTheSignIn() throws Exception {
    JsonNode first = Json.MAPPER.readTree(redeem(code("controller@acme", "phr"), VERIFIER).body());
    JsonNode second =
        Json.MAPPER.readTree(
            post(
                    "/token",
                    "grant_type=refresh_token&refresh_token="
                        + first.path("refresh_token").asText()
                        + credentials())
                .body());

    for (String token : List.of("access_token", "id_token")) {
      JWTClaimsSet before = SignedJWT.parse(first.path(token).asText()).getJWTClaimsSet();
      JWTClaimsSet after = SignedJWT.parse(second.path(token).asText()).getJWTClaimsSet();
      assertThat(before.getStringClaim("acr")).isEqualTo("phr");
      assertThat(before.getDateClaim("auth_time")).isCloseTo(Instant.now(), 60_000);
      assertThat(after.getStringClaim("acr")).isEqualTo("phr");
      assertThat(after.getDateClaim("auth_time")).isEqualTo(before.getDateClaim("auth_time"));
    }
  }

  @Test
  void aTokenForAPersonNeedsTheClientsSecret() throws Exception {
    String person = "grant_type=urn:countersign:person&person=maker@acme&client_id=countersign";

    assertThat(post("/token", person + "&client_secret=guess").statusCode()).isEqualTo(401);
    assertThat(new Tokens(identity.issuer() + "/token", secret).of("maker@acme")).contains(".");
  }

  @Test
  void nobodyElseGetsAToken() {
    assertThatThrownBy(() -> new Tokens(identity.issuer() + "/token", secret).of("stranger@acme"))
        .hasMessageContaining("Nobody is called stranger@acme; known are maker@acme");
  }

  private static Identity start() {
    try {
      return Identity.start(new StateDirectory(folder), 0);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private String code(String person) throws Exception {
    return code(person, "");
  }

  private String code(String person, String levels) throws Exception {
    HttpResponse<String> answer =
        post(
            "/login",
            request(challenge()) + "&acr_values=" + encoded(levels) + "&person=" + encoded(person));
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(REDIRECT + "?code=").endsWith("&state=s-1");
    return Web.parameters(URI.create(location).getRawQuery()).getOrDefault("code", "");
  }

  private HttpResponse<String> redeem(String code, String verifier) throws Exception {
    return post(
        "/token",
        "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s%s"
            .formatted(code, encoded(REDIRECT), verifier, credentials()));
  }

  private String credentials() {
    return "&client_id=countersign&client_secret=" + secret;
  }

  private RSAKey publishedKey() throws Exception {
    JWKSet keys = JWKSet.parse(get("/jwks").body());
    assertThat(keys.getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
    return keys.getKeys().getFirst().toRSAKey();
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(identity.issuer() + path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(identity.issuer() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static String request(String challenge) {
    return "response_type=code&client_id=countersign&redirect_uri=%s&state=s-1&nonce=n-1"
            .formatted(encoded(REDIRECT))
        + "&code_challenge_method=S256&code_challenge="
        + challenge;
  }

  private static String challenge() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
