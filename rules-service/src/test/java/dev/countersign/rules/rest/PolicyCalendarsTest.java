package dev.countersign.rules.rest;

import static dev.countersign.rules.testing.Acme.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.Calendars;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Policies that name a calendar, against the calendars of the topic. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PolicyCalendarsTest {

  private static final Topic CALENDARS = Topic.of("approvals.calendars.v1");

  @Inject LiveRules rules;
  @Inject Calendars calendars;

  @BeforeEach
  void setUp() {
    Acme.setUp(rules);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(calendars::isComplete);
  }

  @Test
  @DisplayName("A-35 F-147 I-10: only a calendar that the partner keeps can be named")
  void onlyAKeptCalendarCanBeNamed() {
    Acme.setUp("timed", "LIGHTWEIGHT");
    Acme.setUp("untimed", "LIGHTWEIGHT");
    draft("timed").statusCode(422).body("code", equalTo("calendar_unknown"));

    send("no key of a calendar", "{}");
    send("Not/a/partner|office", "{}");
    send("timed|gone", null);
    send("timed|office", "{\"partnerId\":\"timed\",\"name\":\"office\"}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> calendars.of(new PartnerId("timed")).contains("office"));

    draft("timed").statusCode(201).body(containsString("\"calendar\":\"office\""));
    draft("untimed").statusCode(422).body("code", equalTo("calendar_unknown"));
  }

  @Test
  @DisplayName("A-35 F-147: before the calendars are read no name is called unknown")
  void unreadCalendarsAreNotUnknown() {
    Acme.setUp("early", "LIGHTWEIGHT");
    QuarkusMock.installMockForType(new Calendars(), Calendars.class);

    draft("early")
        .statusCode(503)
        .header("Retry-After", "1")
        .body("code", equalTo("calendars_not_loaded"));

    calendars.take(new PartnerId("early"), "office");
    draft("early").statusCode(201);
  }

  private static ValidatableResponse draft(String partner) {
    var clocks = Map.of("calendar", "office", "timeout", "P1D");
    return as("policy-admin@" + partner, partner, "policy_admin")
        .contentType(ContentType.JSON)
        .body(Map.of("operation", "expense", "over", "100", "role", "Owner", "clocks", clocks))
        .post("/v1/policies")
        .then();
  }

  private static void send(String key, @Nullable String body) {
    CALENDARS.send(key.getBytes(UTF_8), body == null ? null : body.getBytes(UTF_8), Map.of());
  }
}
