package dev.countersign.local.identity;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a client asked for when it sent the browser here. */
record AuthorizationRequest(
    String clientId,
    URI redirectUri,
    Optional<String> state,
    Optional<String> nonce,
    Optional<String> challenge,
    Optional<String> levels) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Refuses what no local client would send; codes go back to this machine only. */
  static AuthorizationRequest of(Map<String, String> parameters) {
    require("code".equals(parameters.get("response_type")), "response_type must be code");
    String client = parameters.getOrDefault("client_id", "");
    require(Identity.CLIENT.equals(client), "client_id is unknown");
    URI redirect = URI.create(parameters.getOrDefault("redirect_uri", ""));
    require(
        redirect.getHost() != null
            && THIS_MACHINE.contains(redirect.getHost())
            && "http".equals(redirect.getScheme()),
        "redirect_uri must be on this machine");
    Optional<String> challenge = Optional.ofNullable(parameters.get("code_challenge"));
    require(
        challenge.isEmpty() || "S256".equals(parameters.get("code_challenge_method")),
        "code_challenge_method must be S256");
    return new AuthorizationRequest(
        client,
        redirect,
        Optional.ofNullable(parameters.get("state")),
        Optional.ofNullable(parameters.get("nonce")),
        challenge,
        Optional.ofNullable(parameters.get("acr_values")));
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
