package dev.countersign.platform.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every operation of the running service, from the document that it publishes of itself. */
public final class ApiRoutes {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private ApiRoutes() {}

  /**
   * One operation.
   *
   * @param parameters where each stands and what it is called: {@code path id}
   * @param members the members of its JSON body, those of its parts as {@code people[].id}
   * @param consumes the media type of its body, empty if it has none
   */
  public record Route(
      String method, String path, List<String> parameters, Set<String> members, String consumes) {

    public boolean hasBody() {
      return !consumes.isEmpty();
    }

    public boolean changes() {
      return !method.equals("GET");
    }

    /** The address with every place of the path filled with the same text. */
    public String filledWith(String text) {
      return path.replaceAll("\\{[^}]*}", text);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  public static List<Route> all() {
    byte[] document =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asByteArray();
    JsonNode api = Json.read(document);
    var routes = new ArrayList<Route>();
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          routes.add(route(api, path.getKey(), operation.getKey(), operation.getValue()));
        }
      }
    }
    return List.copyOf(routes);
  }

  private static Route route(JsonNode api, String path, String method, JsonNode operation) {
    var parameters = new ArrayList<String>();
    for (JsonNode parameter : operation.path("parameters")) {
      parameters.add(parameter.path("in").asText() + " " + parameter.path("name").asText());
    }
    var members = new TreeSet<String>();
    JsonNode content = operation.path("requestBody").path("content");
    for (JsonNode body : content) {
      collect(api, body.path("schema"), "", members);
    }
    String consumes = content.isEmpty() ? "" : content.fieldNames().next();
    return new Route(method.toUpperCase(Locale.ROOT), path, parameters, members, consumes);
  }

  private static void collect(JsonNode api, JsonNode schema, String prefix, Set<String> members) {
    JsonNode known = resolved(api, schema);
    for (Map.Entry<String, JsonNode> member : known.path("properties").properties()) {
      String name = prefix + member.getKey();
      JsonNode value = resolved(api, member.getValue());
      JsonNode part = value.has("items") ? resolved(api, value.path("items")) : value;
      if (part.has("properties") && prefix.length() < 100) {
        collect(api, part, name + (value.has("items") ? "[]." : "."), members);
      } else {
        members.add(name);
      }
    }
  }

  private static JsonNode resolved(JsonNode api, JsonNode schema) {
    for (JsonNode one : schema.path("anyOf")) {
      if (one.has("$ref") || one.has("properties")) {
        return resolved(api, one);
      }
    }
    String reference = schema.path("$ref").asText("");
    return reference.isEmpty() ? schema : resolved(api, api.at(reference.substring(1)));
  }
}
