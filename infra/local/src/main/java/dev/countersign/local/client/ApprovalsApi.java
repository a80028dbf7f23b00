package dev.countersign.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The public HTTP interface, as a program of a partner would use it. */
public final class ApprovalsApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI origin;
  private final UnaryOperator<String> tokens;
  private final HttpClient http;

  /**
   * @param origin where the stack listens
   * @param tokens the access token of a person
   */
  public ApprovalsApi(URI origin, UnaryOperator<String> tokens) {
    this.origin = origin;
    this.tokens = tokens;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** What waits for a person: request ids and what is needed to decide. */
  public JsonNode inbox(String person, int limit) {
    return get(person, "/v1/inbox?limit=" + limit).body();
  }

  public JsonNode request(String person, String requestId) {
    return get(person, "/v1/approval-requests/" + requestId).body();
  }

  /** Decides exactly what {@code seen} shows: its digest, iteration and policy version. */
  public Answer decide(String person, JsonNode seen, String vote, String reason) {
    var decision =
        object()
            .put("vote", vote)
            .put("reason", reason)
            .put("payloadDigest", seen.get("payloadDigest").asText())
            .put("iteration", seen.get("iteration").intValue())
            .put("policyVersion", seen.get("policyVersion").intValue());
    return post(
        person, "/v1/approval-requests/" + seen.get("id").asText() + "/decisions", decision);
  }

  public Answer cancel(String person, String requestId, String reason) {
    return post(
        person, "/v1/approval-requests/" + requestId + "/cancel", object().put("reason", reason));
  }

  public Answer get(String person, String path) {
    return send(person, request(path).GET());
  }

  public Answer post(String person, String path, JsonNode body) {
    return send(
        person,
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body.toString())));
  }

  public Answer put(String person, String path, JsonNode body) {
    return send(person, request(path).PUT(BodyPublishers.ofString(body.toString())));
  }

  /** Replaces what the caller has seen as this version. */
  public Answer put(String person, String path, JsonNode body, int version) {
    var request = request(path).header("If-Match", "\"" + version + "\"");
    return send(person, request.PUT(BodyPublishers.ofString(body.toString())));
  }

  public Answer delete(String person, String path) {
    return send(person, bare(path).DELETE());
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private HttpRequest.Builder request(String path) {
    return bare(path).header("Content-Type", "application/json");
  }

  /** Without a type: what says it is JSON has to be some. */
  private HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(origin.resolve(path)).timeout(PATIENCE);
  }

  private Answer send(String person, HttpRequest.Builder request) {
    try {
      var response =
          http.send(
              request.header("Authorization", "Bearer " + tokens.apply(person)).build(),
              BodyHandlers.ofString());
      return Answer.of(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  /** Status and JSON body of an answer; an empty body is an empty object. */
  public record Answer(int status, JsonNode body) {
    static Answer of(HttpResponse<String> response) throws IOException {
      var text = response.body();
      return new Answer(response.statusCode(), text.isBlank() ? object() : JSON.readTree(text));
    }

    /** This answer, if the status says success. */
    public Answer expectSuccess() {
      if (status >= 300) {
        throw new IllegalStateException("Expected success, but got " + status + ": " + body);
      }
      return this;
    }

    /** The stable code of a refusal. */
    public String code() {
      return body.path("code").asText();
    }
  }
}
