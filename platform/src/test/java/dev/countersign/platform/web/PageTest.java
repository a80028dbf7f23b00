package dev.countersign.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.platform.testing.TestIssuer;
import dev.countersign.platform.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PageTest {

  @Test
  void browserWithoutSessionIsSentToSignIn() {
    given()
        .redirects()
        .follow(false)
        .get("/demo")
        .then()
        .statusCode(302)
        .header("Location", startsWith(TestIssuer.address() + "/authorize"))
        .header("Location", containsString("callback"))
        .header("Location", containsString("code_challenge"));
  }

  @Test
  void scriptWithoutSessionIsNotRedirected() {
    given().header("X-Requested-With", "JavaScript").get("/demo").then().statusCode(499);
  }

  @Test
  @DisplayName("IN-14, OUT-01 text of others is text on a page")
  void pageShowsTextAndViewer() {
    String page = page();

    assertThat(page).contains("<h1>{{7*7}} &lt;script&gt;</h1>").contains("maker@acme");
    assertThat(page).contains("<title>Hello · Countersign</title>").contains("href=\"/inbox\"");
    assertThat(page).doesNotContain("<style").doesNotContain("onclick").doesNotContain(" style=");
  }

  @Test
  void everyAssetOfAPageIsServedForEver() {
    var addresses = Pattern.compile("/assets/[0-9a-f]{16}/[a-z.]+").matcher(page());
    int count = 0;
    while (addresses.find()) {
      given()
          .get(addresses.group())
          .then()
          .statusCode(200)
          .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
      count++;
    }
    assertThat(count).isGreaterThanOrEqualTo(4);
    given()
        .get("/assets/0000000000000000/htmx.js")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-cache"));
    given().get("/assets/0000000000000000/other.js").then().statusCode(404);
  }

  @Test
  void signOutRemovesTheSession() {
    given()
        .cookie("q_session", "anything")
        .header("X-Countersign", "1")
        .header("Sec-Fetch-Site", "same-origin")
        .post("/demo/sign-out")
        .then()
        .statusCode(204)
        .header("HX-Redirect", equalTo("/"))
        .header("Set-Cookie", containsString("q_session=; Max-Age=0"));
    given().cookie("q_session", "anything").post("/demo/sign-out").then().statusCode(403);
  }

  @Test
  @DisplayName("AN-18 who signs in again leaves the session, is asked anew, and comes back")
  void signingInAgainLeadsThroughTheIssuer() {
    given()
        .redirects()
        .follow(false)
        .cookie("q_session", "anything")
        .header("Sec-Fetch-Site", "same-origin")
        .get("/demo/sign-in?to=/demo")
        .then()
        .statusCode(303)
        .header("Set-Cookie", containsString("q_session=; Max-Age=0"))
        .header("Location", equalTo("/demo/signed-in?to=/demo"));
    given()
        .redirects()
        .follow(false)
        .get("/demo/signed-in?to=/demo")
        .then()
        .statusCode(302)
        .header("Location", startsWith(TestIssuer.address() + "/authorize"))
        .header("Location", containsString("prompt=login"))
        .header("Location", containsString("max_age=900"));
    returned("/demo").header("Location", equalTo("/demo"));
  }

  @Test
  @DisplayName("AN-18, OUT-08, OUT-10 nobody else's page ends a session, nor is one led to")
  void signingInAgainIsForOurOwnPages() {
    returned("//evil.example").header("Location", equalTo("/"));
    returned("https://evil.example/").header("Location", equalTo("/"));
    returned("/demo%0d%0aSet-Cookie:x").header("Location", equalTo("/"));
    given()
        .redirects()
        .follow(false)
        .cookie("q_session", "anything")
        .header("Sec-Fetch-Site", "cross-site")
        .get("/demo/sign-in?to=/demo")
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse returned(String to) {
    return given()
        .redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .header("Authorization", TestTokens.bearer("maker@acme", "acme"))
        .get("/demo/signed-in?to=" + to)
        .then()
        .statusCode(303);
  }

  private static String page() {
    return given()
        .header("Authorization", TestTokens.bearer("maker@acme", "acme"))
        .get("/demo")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .extract()
        .asString();
  }
}
