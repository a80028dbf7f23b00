package dev.countersign.escalation.kafka;

import static dev.countersign.escalation.core.calendar.CalendarFixtures.DHAKA;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.closed;
import static dev.countersign.escalation.core.calendar.CalendarFixtures.office;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.Calendars;
import dev.countersign.escalation.app.PublishCalendars;
import dev.countersign.escalation.app.SaveCalendar;
import dev.countersign.escalation.app.SaveCalendar.Wish;
import dev.countersign.escalation.core.PartnerId;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class CalendarTopicTest {

  private static final Actor.Human ADMIN =
      new Actor.Human(new PartnerId("acme"), "policy-admin@acme");

  @Inject SaveCalendar saveCalendar;
  @Inject PublishCalendars publishCalendars;
  @Inject Calendars calendars;
  @Inject TestBroker broker;

  @Test
  @DisplayName("a saved calendar is handed on under partner and name, whatever failed before")
  void savedCalendarIsHandedOn() {
    var name = "office-" + UUID.randomUUID();
    await(saveCalendar.save(ADMIN, new Wish(name, office(DHAKA), Optional.empty())));
    var newer = office(DHAKA, closed("2026-12-16"));
    await(saveCalendar.save(ADMIN, new Wish(name, newer, Optional.of(1))));
    var failure =
        calendars
            .publish(_ -> Uni.createFrom().failure(new IllegalStateException("broker away")))
            .onFailure()
            .recoverWithItem(0);
    await(failure);

    await(publishCalendars.round(new Actor.Service("test")));

    var record =
        broker
            .await(
                "approvals.calendars.v1",
                1,
                it ->
                    new String(it.key(), UTF_8).equals("acme|" + name)
                        && Json.read(it.value()).get("version").intValue() == 2)
            .getLast();
    assertThat(Contract.violations("calendar.changed", record.value())).isEmpty();
    assertThat(new String(record.headers().lastHeader("ce_type").value(), UTF_8))
        .isEqualTo("calendar.changed");
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
