package dev.countersign.platform.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F-183: a page in the language of whoever looks at it, and how they choose it. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PageLanguageTest {

  @Test
  @DisplayName("F-183: a page is in the language that the browser prefers, and says so")
  void frameIsInTheLanguageOfTheBrowser() {
    somebody()
        .header("Accept-Language", "es-MX,es;q=0.9,en;q=0.8")
        .get("/demo")
        .then()
        .statusCode(200)
        .header("Content-Language", equalTo("es"))
        .body(containsString("<html lang=\"es\">"))
        .body(containsString(">Cerrar sesión</button>"))
        .body(containsString(">Bandeja</a>"));
    assertThat(somebody().get("/demo").then().extract().headers().getValues("Vary"))
        .contains("Accept-Language, Cookie");
  }

  @Test
  @DisplayName(
      "F-183: what is chosen on a page holds for all of them, whatever the browser prefers")
  void chosenLanguageIsKept() {
    var cookie =
        given()
            .redirects()
            .follow(false)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Referer", "http://localhost:8080/policies?at=/rules/0&index=1")
            .post("/demo/language/bn")
            .then()
            .statusCode(303)
            .header("Location", equalTo("/policies?at=/rules/0&index=1"))
            .header("Set-Cookie", containsString("SameSite=Lax"))
            .header("Set-Cookie", containsString("Path=/"))
            .extract()
            .cookie("countersign_language");

    somebody()
        .cookie("countersign_language", cookie)
        .header("Accept-Language", "es")
        .get("/demo")
        .then()
        .header("Content-Language", equalTo("bn"))
        .body(containsString(">সাইন আউট</button>"));
  }

  @Test
  @DisplayName(
      "F-183: an error page is in the reader's language; what it repeats is marked English")
  void errorPageIsInTheLanguageOfTheReader() {
    given()
        .accept("text/html, */*")
        .header("Accept-Language", "es")
        .get("/v1/echo/bug")
        .then()
        .statusCode(500)
        .body(containsString("<h1>Error interno</h1>"))
        .body(not(containsString("unexpected")));
    somebody()
        .accept("text/html, */*")
        .header("Accept-Language", "es")
        .contentType("application/json")
        .body("{\"text\":\"a\",\"count\":1,\"other\":1}")
        .post("/v1/echo")
        .then()
        .statusCode(400)
        .body(containsString("<p lang=\"en\">No such property"));
  }

  @Test
  @DisplayName("F-183: a language that there is not, is not chosen")
  void unknownLanguageIsIgnored() {
    given()
        .redirects()
        .follow(false)
        .post("/demo/language/xx")
        .then()
        .statusCode(303)
        .header("Location", equalTo("/"))
        .header("Set-Cookie", equalTo(null));
    somebody()
        .cookie("countersign_language", "../../etc")
        .get("/demo")
        .then()
        .header("Content-Language", equalTo("en"));
  }

  @Test
  @DisplayName("F-183, OUT-08: nobody else's page chooses, nor is one led to")
  void choosingIsForOurOwnPages() {
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .post("/demo/language/es")
        .then()
        .statusCode(403)
        .header("Set-Cookie", equalTo(null));
    given()
        .redirects()
        .follow(false)
        .header("Referer", "https://evil.example//evil.example/")
        .post("/demo/language/es")
        .then()
        .statusCode(303)
        .header("Location", equalTo("/"));
  }

  @Test
  @DisplayName("F-183: what a program reads is in one language and varies by none")
  void programsAreAnsweredAlike() {
    somebody()
        .accept("application/json")
        .header("Accept-Language", "es")
        .get("/demo/none")
        .then()
        .statusCode(404)
        .header("Content-Language", equalTo(null))
        .body(not(containsString("identificador")));
    somebody()
        .accept("text/html")
        .header("Accept-Language", "es")
        .get("/demo/none")
        .then()
        .statusCode(404)
        .header("Content-Language", equalTo("es"))
        .body(containsString("Volver al inicio"));
  }

  private static RequestSpecification somebody() {
    return given().header("Authorization", TestTokens.bearer("maker@acme", "acme"));
  }
}
