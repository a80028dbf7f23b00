package dev.countersign.notification.core;

import static dev.countersign.notification.core.NotificationFixtures.event;
import static dev.countersign.notification.core.NotificationFixtures.factsWithoutMaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.notification.core.Audience.Nobody;
import dev.countersign.notification.core.Audience.People;
import dev.countersign.notification.core.Audience.Role;
import dev.countersign.notification.core.Notice.ToEndpoint;
import dev.countersign.notification.core.Notice.ToPerson;
import dev.countersign.notification.core.Notice.ToRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticesTest {

  @ParameterizedTest
  @EnumSource(names = {"STEP_STARTED", "STEP_ESCALATED", "STEP_REMINDED", "ASSIGNMENT_REASSIGNED"})
  void openStepMailsEachListedPersonOnce(EventKind kind) {
    var people = new People(List.of("supervisor@acme", "supervisor-2@acme", "supervisor@acme"));

    assertThat(Notices.causedBy(event(kind, people)))
        .containsExactly(new ToPerson("supervisor@acme"), new ToPerson("supervisor-2@acme"));
  }

  @Test
  @DisplayName("A-16: the maker is not asked to decide, even when listed")
  void makerIsNotAskedToDecide() {
    var people = new People(List.of("maker@acme", "supervisor@acme"));

    assertThat(Notices.causedBy(event(EventKind.STEP_STARTED, people)))
        .containsExactly(new ToPerson("supervisor@acme"));
  }

  @Test
  @DisplayName("A-14: at most fifty people are mailed about one step")
  void mailsAtMostFiftyPeople() {
    var members = IntStream.range(0, 120).mapToObj(number -> "clerk-" + number).toList();

    assertThat(Notices.forMembers(members, Optional.empty())).hasSize(50);
  }

  @Test
  void largePoolIsMailedByRole() {
    assertThat(Notices.causedBy(event(EventKind.STEP_STARTED, new Role("Controller"))))
        .containsExactly(new ToRole("Controller"));
  }

  @Test
  void stepWithoutAudienceMailsNobody() {
    assertThat(Notices.causedBy(event(EventKind.STEP_STARTED, new Nobody()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "F-124 F-125 A-15: the maker and the endpoint hear of every end, and of nothing before it")
  void makerAndEndpointHearOfEveryEnd(EventKind kind) {
    var notices = Notices.causedBy(event(kind, new Nobody()));

    if (kind.endsRequest()) {
      assertThat(notices).containsExactly(new ToPerson("maker@acme"), new ToEndpoint());
    } else {
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void endWithoutMakerStillCallsTheEndpoint() {
    var end = event(EventKind.REQUEST_CANCELLED, new Nobody(), factsWithoutMaker());

    assertThat(Notices.causedBy(end)).containsExactly(new ToEndpoint());
  }
}
