package dev.countersign.local.identity;

import dev.countersign.local.person.People;
import dev.countersign.local.person.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The token endpoint: a code, a refresh token, or a person's id becomes tokens. */
final class TokenGrants {

  /**
   * What {@code countersign token} uses; it takes the client's secret, which this machine holds.
   */
  static final String PERSON_GRANT = "urn:countersign:person";

  static final List<String> SUPPORTED =
      List.of("authorization_code", "refresh_token", PERSON_GRANT);

  private final Codes codes;
  private final IssuedTokens tokens;
  private final String clientSecret;

  TokenGrants(Codes codes, IssuedTokens tokens, String clientSecret) {
    this.codes = codes;
    this.tokens = tokens;
    this.clientSecret = clientSecret;
  }

  Answer answer(Map<String, String> form, Optional<String> authorization) throws IOException {
    if (!isClient(form, authorization)) {
      return refuse(401, "invalid_client", "The client's id or secret is wrong.");
    }
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> code(form);
      case "refresh_token" -> refresh(form);
      case PERSON_GRANT -> person(form);
      default -> refuse(400, "unsupported_grant_type", "Use one of " + SUPPORTED + ".");
    };
  }

  private Answer code(Map<String, String> form) throws IOException {
    Optional<Codes.Issued> issued =
        codes.redeem(
            form.getOrDefault("code", ""),
            form.getOrDefault("redirect_uri", ""),
            Optional.ofNullable(form.get("code_verifier")));
    if (issued.isEmpty()) {
      return refuse(400, "invalid_grant", "The code is unknown, used or too old, or not yours.");
    }
    Codes.Issued found = issued.get();
    return new Answer(200, tokens.response(found.signIn(), found.request().nonce()));
  }

  private Answer refresh(Map<String, String> form) throws IOException {
    Optional<SignIn> signIn = tokens.refreshed(form.getOrDefault("refresh_token", ""));
    return signIn.isPresent()
        ? new Answer(200, tokens.response(signIn.get(), Optional.empty()))
        : refuse(400, "invalid_grant", "The refresh token is not valid.");
  }

  private Answer person(Map<String, String> form) throws IOException {
    String id = form.getOrDefault("person", "");
    Optional<Person> person = People.find(id);
    return person.isPresent()
        ? new Answer(200, tokens.response(signedIn(person.get(), form), Optional.empty()))
        : refuse(400, "invalid_grant", "Nobody is called " + id + "; known are " + People.ids());
  }

  private SignIn signedIn(Person person, Map<String, String> form) {
    return tokens.signedIn(person, Optional.ofNullable(form.get("acr_values")));
  }

  private boolean isClient(Map<String, String> form, Optional<String> authorization) {
    String expected = Identity.CLIENT + ":" + clientSecret;
    String given =
        authorization
            .filter(header -> header.startsWith("Basic "))
            .map(header -> decoded(header.substring("Basic ".length())))
            .orElse(form.get("client_id") + ":" + form.get("client_secret"));
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String basic) {
    try {
      return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static Answer refuse(int status, String error, String description) {
    return new Answer(status, Map.of("error", error, "error_description", description));
  }

  record Answer(int status, Map<String, Object> body) {}
}
