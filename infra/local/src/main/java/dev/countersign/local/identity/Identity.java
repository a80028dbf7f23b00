package dev.countersign.local.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.local.Web;
import dev.countersign.local.person.People;
import dev.countersign.local.person.Person;
import dev.countersign.local.state.Secrets;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issuer: discovery, keys, code flow with PKCE behind a page of people, tokens, user info and
 * sign-out. For one machine and its demo people; nothing here belongs on a network.
 */
public final class Identity implements AutoCloseable {

  static final String CLIENT = "countersign";
  private static final String ROOT = "/countersign";

  private final HttpServer server;
  private final String issuer;
  private final SigningKey key;
  private final Codes codes;
  private final IssuedTokens tokens;
  private final TokenGrants grants;

  private Identity(HttpServer server, SigningKey key, String clientSecret) {
    this.server = server;
    this.key = key;
    issuer = "http://localhost:" + server.getAddress().getPort() + ROOT;
    codes = new Codes(Clock.systemUTC());
    tokens = new IssuedTokens(issuer, key, Clock.systemUTC());
    grants = new TokenGrants(codes, tokens, clientSecret);
  }

  public static Identity start(StateDirectory directory, int port) throws IOException {
    SigningKey key = SigningKey.load(directory.home("identity").resolve("key.json"));
    Identity identity = new Identity(Web.server(port), key, Secrets.of(directory).clientSecret());
    identity.server.createContext(ROOT, identity::answer);
    identity.server.start();
    return identity;
  }

  public String issuer() {
    return issuer;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (IllegalArgumentException problem) {
      Web.json(
          exchange,
          400,
          Map.of(
              "error",
              "invalid_request",
              "error_description",
              String.valueOf(problem.getMessage())));
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    switch (exchange.getRequestMethod() + " " + path) {
      case "GET /.well-known/openid-configuration" -> Web.json(exchange, 200, discovery());
      case "GET /jwks" -> Web.json(exchange, 200, key.publicKeys());
      case "GET /authorize" -> askWho(exchange);
      case "POST /login" -> signIn(exchange);
      case "POST /token" -> token(exchange);
      case "GET /userinfo", "POST /userinfo" -> userInfo(exchange);
      case "GET /logout" -> signOut(exchange);
      default -> Web.json(exchange, 404, Map.of("error", "not_found"));
    }
  }

  private void askWho(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = Web.query(exchange);
    AuthorizationRequest request = AuthorizationRequest.of(parameters);
    assert request.clientId().equals(CLIENT);
    Web.html(exchange, 200, LoginPage.of(parameters));
  }

  private void signIn(HttpExchange exchange) throws IOException {
    Map<String, String> form = Web.form(exchange);
    AuthorizationRequest request = AuthorizationRequest.of(form);
    String id = form.getOrDefault("person", "");
    Person person =
        People.find(id).orElseThrow(() -> new IllegalArgumentException("Nobody is called " + id));
    String redirect = request.redirectUri().toString();
    StringBuilder location = new StringBuilder(redirect);
    location.append(redirect.contains("?") ? "&" : "?").append("code=");
    location.append(codes.issue(request, person));
    request.state().ifPresent(state -> location.append("&state=").append(encoded(state)));
    Web.redirect(exchange, location.toString());
  }

  private void token(HttpExchange exchange) throws IOException {
    Optional<String> authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    TokenGrants.Answer answer = grants.answer(Web.form(exchange), authorization);
    Web.json(exchange, answer.status(), answer.body());
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    String authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    Optional<Person> person = tokens.accessing(authorization.replaceFirst("^Bearer ", ""));
    if (person.isPresent()) {
      Web.json(exchange, 200, tokens.describe(person.get()));
    } else {
      Web.json(exchange, 401, Map.of("error", "invalid_token"));
    }
  }

  private void signOut(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = Web.query(exchange);
    String target = parameters.getOrDefault("post_logout_redirect_uri", "");
    String host = target.isEmpty() ? null : URI.create(target).getHost();
    if ("localhost".equals(host) || "127.0.0.1".equals(host)) {
      String state = parameters.get("state");
      Web.redirect(exchange, state == null ? target : target + "?state=" + encoded(state));
    } else {
      Web.html(exchange, 200, "<!doctype html><title>Signed out</title><p>You are signed out.");
    }
  }

  private Map<String, Object> discovery() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("issuer", issuer);
    all.put("authorization_endpoint", issuer + "/authorize");
    all.put("token_endpoint", issuer + "/token");
    all.put("userinfo_endpoint", issuer + "/userinfo");
    all.put("jwks_uri", issuer + "/jwks");
    all.put("end_session_endpoint", issuer + "/logout");
    all.put("response_types_supported", List.of("code"));
    all.put("response_modes_supported", List.of("query"));
    all.put("subject_types_supported", List.of("public"));
    all.put("grant_types_supported", TokenGrants.SUPPORTED);
    all.put("id_token_signing_alg_values_supported", List.of("RS256"));
    all.put("scopes_supported", List.of("openid", "profile", "email"));
    all.put("code_challenge_methods_supported", List.of("S256"));
    all.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    return all;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
