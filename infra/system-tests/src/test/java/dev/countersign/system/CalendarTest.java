package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.local.client.ApprovalsApi;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Steps that wait by the hours of an office. */
@ExtendWith(StackExtension.class)
class CalendarTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADMIN = "policy-admin@acme";
  private static final String OFFICE = "/v1/calendars/story-office";

  /** The same step twice, each for one second: one by the office's clock, one by the wall's. */
  private static final String POLICY =
      """
      {"operation": "supplier_invoice", "ttl": "P7D", "tracks": [
        {"name": "office", "steps": [{"name": "By the office", "role": "Mid-Office Supervisor",
          "clocks": {"calendar": "story-office",
            "ladder": [{"after": "PT1S", "role": "Controller"}]}}]},
        {"name": "wall", "steps": [{"name": "By the wall", "role": "Mid-Office Supervisor",
          "clocks": {"ladder": [{"after": "PT1S", "role": "Director"}]}}]}]}
      """;

  private final Stack stack;

  CalendarTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  @DisplayName(
      "C-15 F-147 H4 A-23: a closed office escalates nothing, and as soon as it opens it does")
  void officeThatIsClosedEscalatesWhenItOpens() throws SQLException {
    try (var story = new Story(stack)) {
      var api = story.api();
      assertThat(api.post(ADMIN, "/v1/policies", Story.json(POLICY)).body().toString())
          .contains("calendar_unknown");
      api.put(ADMIN, OFFICE, office(4)).expectSuccess();
      story.putInForce(draft(api), ADMIN, "policy-admin-2@acme");

      var event = Events.of("supplier_invoice", "100", "two clocks");
      story.publish(event);
      var seen = story.openedBy("director@acme", event);
      assertThat(story.waitsFor("controller@acme", event)).isFalse();
      assertThat(timer(api, seen).get("dueAt").asText().compareTo(tomorrow())).isPositive();

      api.put(ADMIN, OFFICE, office(0), 1).expectSuccess();
      var late = story.openedBy("controller@acme", event);
      assertThat(timer(api, seen).get("calendarVersion").asInt()).isEqualTo(2);
      api.decide("controller@acme", late, "REJECT", "seen in office hours").expectSuccess();
      story.awaitAnswer(event, "REJECTED", "HUMAN_REJECTION");
    }
    try (var connection = stack.superuser("request")) {
      assertThat(LedgerOracle.violations(connection)).isEmpty();
    }
  }

  /** The name takes a moment to get from one service to the other. */
  private static JsonNode draft(ApprovalsApi api) {
    var policy = Story.json(POLICY);
    return await()
        .atMost(PATIENCE)
        .until(() -> api.post(ADMIN, "/v1/policies", policy), answer -> answer.status() == 201)
        .body();
  }

  private static JsonNode timer(ApprovalsApi api, JsonNode request) {
    var timers = api.get(ADMIN, "/v1/timers?requestId.eq=" + request.get("id").asText());
    for (var timer : timers.expectSuccess().body().get("items")) {
      if (timer.has("calendar")) {
        return timer;
      }
    }
    throw new AssertionError("No timer in a calendar: " + timers.body());
  }

  private static String tomorrow() {
    return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
  }

  /** Open day and night, but for some days from yesterday on. */
  private static JsonNode office(int closedDays) {
    var office = ApprovalsApi.object().put("zone", "UTC");
    var hours = office.putObject("hours");
    for (var day : DayOfWeek.values()) {
      hours.putArray(day.name()).addObject().put("from", "00:00").put("until", "24:00");
    }
    var holidays = office.putArray("holidays");
    for (int day = 0; day < closedDays; day++) {
      var date = LocalDate.now(ZoneOffset.UTC).minusDays(1).plusDays(day);
      holidays.addObject().put("date", date.toString());
    }
    return office;
  }
}
