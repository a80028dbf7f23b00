package dev.countersign.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.Json;
import dev.countersign.local.identity.Tokens;
import dev.countersign.local.person.People;
import dev.countersign.local.person.Person;
import dev.countersign.local.stack.Endpoints;
import dev.countersign.local.state.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Sets up the demo's partners and people as an administrator of each would, and only those that are
 * absent: what somebody changed since stays changed.
 */
public final class Provisioning {

  private static final int NOT_FOUND = 404;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final List<Partner> PARTNERS =
      List.of(
          new Partner("acme", "Acme", "STRICT_MAKER_CHECKER", "partner-admin@acme"),
          new Partner("bazaar", "Bazaar", "LIGHTWEIGHT", "owner@bazaar"));

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Endpoints endpoints;
  private final Tokens tokens;

  public Provisioning(Endpoints endpoints, Secrets secrets) {
    this.endpoints = endpoints;
    tokens = new Tokens(endpoints.identity().token(), secrets.clientSecret());
  }

  public void run() throws IOException, InterruptedException {
    for (Partner partner : PARTNERS) {
      String token = tokens.of(partner.administrator());
      putIfAbsent("/v1/partners/" + partner.id(), partner.body(), token);
      for (Person person : People.all()) {
        if (person.partner().equals(partner.id())) {
          putIfAbsent("/v1/people/" + encoded(person.id()), body(person), token);
        }
      }
      awaitLivePolicies(partner.id(), token);
    }
  }

  /** An event that came before its policy is known would be quarantined; so wait for the last. */
  private void awaitLivePolicies(String partner, String token)
      throws IOException, InterruptedException {
    HttpRequest request = to("/v1/policies", token).GET().build();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!allLive(send(request))) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(
            "The policies of %s are not in force after %d s; look at the logs of connect and rules-service."
                .formatted(partner, PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static boolean allLive(HttpResponse<String> policies) throws IOException {
    expectSuccess(policies.request(), policies);
    for (JsonNode policy : Json.MAPPER.readTree(policies.body()).path("items")) {
      if (policy.path("state").asText().equals("ACTIVE") && !policy.path("live").asBoolean()) {
        return false;
      }
    }
    return true;
  }

  private void putIfAbsent(String path, Map<String, Object> body, String token)
      throws IOException, InterruptedException {
    HttpResponse<String> found = send(to(path, token).GET().build());
    if (found.statusCode() == NOT_FOUND) {
      HttpRequest put =
          to(path, token)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
              .build();
      expectSuccess(put, send(put));
    } else {
      expectSuccess(to(path, token).build(), found);
    }
  }

  private HttpRequest.Builder to(String path, String token) {
    return HttpRequest.newBuilder(URI.create(endpoints.origin() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static void expectSuccess(HttpRequest request, HttpResponse<String> response)
      throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s was answered %d: %s"
              .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
    }
  }

  private static Map<String, Object> body(Person person) {
    return Map.of(
        "name", person.name(),
        "mail", person.mail(),
        "active", true,
        "roles", person.approverRoles());
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private record Partner(String id, String name, String preset, String administrator) {

    Map<String, Object> body() {
      return Map.of("name", name, "preset", preset, "zone", "Asia/Dhaka", "currency", "BDT");
    }
  }
}
