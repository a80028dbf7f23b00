package dev.countersign.platform.testing;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.testing.ApiRoutes.Route;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds for every route of a service, tried on each that its document names: a new route is
 * tried without anybody thinking of it. A service's test extends this class.
 */
public abstract class EveryRoute {

  private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

  private final List<String> withoutEffect;

  private final List<String> open;

  /**
   * Names the exceptions.
   *
   * @param withoutEffect the routes that change nothing although they are no GET
   * @param open the routes that anybody may read
   */
  protected EveryRoute(List<String> withoutEffect, List<String> open) {
    this.withoutEffect = List.copyOf(withoutEffect);
    this.open = List.copyOf(open);
  }

  @Test
  @DisplayName("AN-01, AN-15: without a token every route is 401; none has been left open")
  void everyRouteAsksWhoIsThere() {
    for (Route route : guarded()) {
      int status = send(route.method(), route.filledWith(NOBODY), raw(), route);
      assertThat(status).as(route.toString()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("AN-14: no spelling of a path gets round the question who is there")
  void noSpellingOfAPathGetsRound() {
    for (Route route : guarded()) {
      for (String spelling : spellings(route.filledWith(NOBODY))) {
        int status = send(route.method(), spelling, raw(), route);
        assertThat(status).as(route.method() + " " + spelling).isBetween(400, 499);
      }
    }
  }

  @Test
  @DisplayName("AN-14: no other method, asked for or pretended, gets round it either")
  void noOtherMethodGetsRound() {
    for (Route route : guarded()) {
      String path = route.filledWith(NOBODY);
      for (String method : List.of("HEAD", "TRACE", "PATCH", "PROPFIND")) {
        assertThat(send(method, path, raw(), route)).as(method + " " + path).isBetween(400, 499);
      }
      RequestSpecification pretending =
          raw().header("X-HTTP-Method-Override", "GET").header("X-Method-Override", "GET");
      assertThat(send(route.method(), path, pretending, route)).as(path).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("F-132 SD-27: an auditor changes nothing by any route")
  void auditorsChangeNothing() {
    for (Route route : guarded()) {
      if (route.changes() && !withoutEffect.contains(route.toString())) {
        RequestSpecification auditor =
            raw().auth().oauth2(TestTokens.of("auditor@acme", "acme", "auditor", "partner_admin"));
        int status = send(route.method(), route.filledWith(NOBODY), auditor, route);
        assertThat(status).as(route.toString()).isEqualTo(403);
      }
    }
  }

  @Test
  @DisplayName("AN-12: no route lets a header name another partner than the token")
  void noRouteTakesAnotherPartner() {
    for (Route route : guarded()) {
      RequestSpecification liar =
          raw()
              .auth()
              .oauth2(TestTokens.of("admin@acme", "acme", "partner_admin"))
              .header("X-Partner-Id", "bazaar");
      int status = send(route.method(), route.filledWith(NOBODY), liar, route);
      assertThat(status).as(route.toString()).isEqualTo(403);
    }
  }

  protected final List<Route> guarded() {
    List<Route> routes =
        ApiRoutes.all().stream().filter(route -> !open.contains(route.toString())).toList();
    assertThat(routes).isNotEmpty();
    return routes;
  }

  private static List<String> spellings(String path) {
    int last = path.lastIndexOf('/');
    String head = path.substring(0, last);
    String tail = path.substring(last + 1);
    return List.of(
        "/" + path,
        head + "//" + tail,
        head + "/./" + tail,
        head + "/%2e/" + tail,
        head + "/%252e/" + tail,
        head + "/x/../" + tail,
        head + "/x/..;/" + tail,
        head + ";x=y/" + tail,
        path + ";x=y",
        path + "%3Bx",
        head + "%2F" + tail,
        head + "%5C" + tail,
        path.toUpperCase(Locale.ROOT),
        path + ".",
        path + ".json",
        path + "/",
        path + "%00",
        path + "%20");
  }

  private static int send(String method, String path, RequestSpecification call, Route route) {
    RequestSpecification sent =
        route.hasBody() && !List.of("HEAD", "TRACE").contains(method)
            ? call.contentType(route.consumes()).body("{}")
            : call;
    return sent.header("Idempotency-Key", "every-route").request(method, path).statusCode();
  }

  private static RequestSpecification raw() {
    var yamlIsText = encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT);
    return given()
        .config(RestAssured.config().encoderConfig(yamlIsText))
        .urlEncodingEnabled(false)
        .redirects()
        .follow(false);
  }
}
