package dev.countersign.rules.ui;

import static dev.countersign.rules.testing.Acme.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Past;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A version is tried on the past from its own page. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class BacktestPageTest {

  private static final String RUNNING = "hx-trigger=\"every 2s\"";

  @Inject LiveRules rules;

  private final String today = LocalDate.now(ZoneId.of("Asia/Dhaka")).toString();
  private Past past;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    past = Past.of(rules);
  }

  @Test
  @DisplayName("N-01: a backtest is started on the page of a version and says what would change")
  void pageSaysWhatWouldChange() {
    past.publish(List.of(past.refund(id(), "120000"), past.refund(id(), "700000")), 2);
    var draft = address(past.draft(past.movedBand("100000", "150000")));

    start(past.admin(), draft, today, "")
        .statusCode(200)
        .body(containsString("asked by"))
        .body(not(containsString("<html")));

    ended(draft)
        .body(containsString("1 of 2 events"))
        .body(containsString("Nobody would be asked any more"))
        .body(containsString("120000 BDT"))
        .body(containsString("band-100000"))
        .body(containsString("nobody seeing them"))
        .body(containsString("role Mid-Office Supervisor"));
    page(past.admin(), draft).body(containsString("1 of 2 events"));
  }

  @Test
  @DisplayName("N-01: that nothing would change is said plainly, and so is that nothing came in")
  void pageSaysThatNothingWouldChange() {
    start(past.admin(), address(1), today, today).statusCode(200);
    ended(address(1)).body(containsString("No event of this operation came in"));

    past.publish(List.of(past.refund(id(), "120000")), 1);
    start(past.admin(), address(1), today, "").statusCode(200);

    ended(address(1))
        .body(containsString("<strong>Nothing.</strong>"))
        .body(containsString("The one event would have been answered as it was"));
  }

  @Test
  @DisplayName("N-01: a backtest that runs is stopped on its page, and another one can be ordered")
  void runningBacktestIsStopped() throws SQLException {
    past.publish(List.of(past.refund(id(), "120000")), 1);
    var run = past.running(1);
    start(past.admin(), address(1), today, "")
        .statusCode(422)
        .body(containsString("simulation_running"))
        .body(containsString("Stop the backtest"))
        .body(containsString(run));

    stop(past.admin(), address(1), run)
        .statusCode(200)
        .body(containsString("It was stopped at 0 of 0 records"))
        .body(not(containsString("Stop the backtest")));
    stop(past.admin(), address(1), run).statusCode(422).body(containsString("simulation_ended"));
    start(past.admin(), address(1), today, "").statusCode(200);
    ended(address(1)).body(containsString("The one event"));
  }

  @Test
  @DisplayName("N-01 F-188 TN-01: nobody else stops it, and no other version's page does")
  void othersDoNotStop() throws SQLException {
    var run = past.running(1);
    var other = Past.of(rules);
    var others = "/policies/" + other.policy() + "/versions/1";

    stop(as("maker@" + past.partner(), past.partner()), address(1), run).statusCode(403);
    stop(other.admin(), address(1), run).statusCode(404);
    stop(other.admin(), others, run).statusCode(404);
    var draft = past.draft(past.movedBand("100000", "150000"));
    stop(past.admin(), address(draft), run).statusCode(404);
    page(past.admin(), address(draft)).body(not(containsString(run)));
    page(past.admin(), address(1)).body(containsString(RUNNING)).body(containsString(run));
  }

  @Test
  @DisplayName("N-01 A-35: days that are none are refused in words, and what was typed stays")
  void badDaysAreRefused() {
    start(past.admin(), address(1), "soon", "")
        .statusCode(422)
        .body(containsString("window_invalid"))
        .body(containsString("value=\"soon\""));
    start(past.admin(), address(1), "2019-01-01", "")
        .statusCode(422)
        .body(containsString("window_too_long"));
    start(past.admin(), address(1), today, "2999-01-01")
        .statusCode(422)
        .body(containsString("window_invalid"));
  }

  @Test
  @DisplayName("N-01 F-188 TN-01: only a policy admin of the partner starts or reads a backtest")
  void othersNeitherStartNorRead() {
    past.publish(List.of(past.refund(id(), "120000")), 1);
    start(past.admin(), address(1), today, "").statusCode(200);
    ended(address(1));
    var reader = as("maker@" + past.partner(), past.partner());
    var other = Past.of(rules);

    page(reader, address(1)).body(not(containsString("Start the backtest")));
    start(as("maker@" + past.partner(), past.partner()), address(1), today, "").statusCode(403);
    start(other.admin(), address(1), today, "").statusCode(404);
    other.admin().accept("text/html").get(address(1) + "/backtest").then().statusCode(404);
    other.admin().accept("text/html").get(address(1) + "/divergences").then().statusCode(404);
  }

  @Test
  @DisplayName("N-02: the page of a version in the shadow leads to where it differs")
  void shadowsDifferencesAreShown() {
    var version = past.draft(past.movedBand("100000", "150000"));
    past.move(version, ":shadow", past.admin(), 202);
    past.awaitShadow(version);
    page(past.admin(), address(version)).body(containsString(address(version) + "/divergences"));
    page(past.admin(), address(version) + "/divergences").body(containsString("Nowhere."));

    past.publish(List.of(past.refund("e-" + id(), "120000")), 1);

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            page(past.admin(), address(version) + "/divergences")
                .body(containsString("Nobody would be asked any more: 1"))
                .body(containsString("band-100000")));
  }

  /** What the page refreshes itself to once the backtest runs no more. */
  private ValidatableResponse ended(String version) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> page(past.admin(), version + "/backtest").body(not(containsString(RUNNING))));
    return page(past.admin(), version + "/backtest");
  }

  private String address(int version) {
    return "/policies/" + past.policy() + "/versions/" + version;
  }

  private static ValidatableResponse start(
      RequestSpecification as, String version, String from, String to) {
    return as.accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("from", from)
        .formParam("to", to)
        .post(version + "/backtest")
        .then();
  }

  private static ValidatableResponse stop(RequestSpecification as, String version, String run) {
    return as.accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("run", run)
        .post(version + "/backtest/stop")
        .then();
  }

  private static ValidatableResponse page(RequestSpecification as, String path) {
    return as.accept("text/html").get(path).then().statusCode(200);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
