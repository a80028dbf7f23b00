package dev.countersign.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.CliProblem;
import dev.countersign.local.Json;
import dev.countersign.local.person.People;
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

/** Access tokens for people, from the token endpoint of a running stack. */
public final class Tokens {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI endpoint;
  private final String clientSecret;

  public Tokens(String endpoint, String clientSecret) {
    this.endpoint = URI.create(endpoint);
    this.clientSecret = clientSecret;
  }

  /** A token that is good for a working day. */
  public String of(String person) {
    if (People.find(person).isEmpty()) {
      throw new CliProblem(
          "Nobody is called %s; known are %s.".formatted(person, String.join(", ", People.ids())));
    }
    try {
      HttpResponse<String> response = CLIENT.send(request(person), BodyHandlers.ofString());
      JsonNode answer = Json.MAPPER.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new CliProblem(
            "The issuer gives no token: " + answer.path("error_description").asText());
      }
      return answer.path("access_token").asText();
    } catch (IOException problem) {
      throw new CliProblem(
          "The issuer at %s does not answer (%s).".formatted(endpoint, problem), problem);
    } catch (InterruptedException problem) {
      Thread.currentThread().interrupt();
      throw new CliProblem("Interrupted.", problem);
    }
  }

  private HttpRequest request(String person) {
    String form =
        "grant_type=%s&client_id=countersign&client_secret=%s&person=%s"
            .formatted(encoded(TokenGrants.PERSON_GRANT), encoded(clientSecret), encoded(person));
    return HttpRequest.newBuilder(endpoint)
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
