package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.ALICE;
import static dev.countersign.request.core.RequestFixtures.BECAUSE;
import static dev.countersign.request.core.RequestFixtures.MAKER;
import static dev.countersign.request.core.RequestFixtures.NOW;
import static dev.countersign.request.core.RequestFixtures.SUPERVISOR;
import static dev.countersign.request.core.RequestFixtures.TIMEOUT;
import static dev.countersign.request.core.RequestFixtures.TTL;
import static dev.countersign.request.core.RequestFixtures.approve;
import static dev.countersign.request.core.RequestFixtures.at;
import static dev.countersign.request.core.RequestFixtures.closedStates;
import static dev.countersign.request.core.RequestFixtures.opening;
import static dev.countersign.request.core.RequestFixtures.pending;
import static dev.countersign.request.core.RequestFixtures.quarantined;
import static dev.countersign.request.core.RequestFixtures.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.Open;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.step.Quorum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command on every state: the table is complete because it is made from the sealed types. */
class TransitionTableTest {
  private static final Instant LATE = NOW.plus(TTL).plusSeconds(1);

  /** What is expected of a cell: the types of the events, or the refusal. */
  private static List<String> expected(RequestCommand command, RequestState state) {
    return switch (state) {
      case NotOpened _ ->
          command instanceof Open
              ? List.of("RequestCreated", "StepStarted")
              : List.of("UNKNOWN_REQUEST");
      case Pending _ ->
          switch (command) {
            case Open _ -> List.of("ALREADY_OPENED");
            case Decide _ -> List.of("DecisionRecorded", "StepApproved", "RequestApproved");
            case Expire _ -> List.of("RequestExpired", "RequestAutoRejected");
            case Escalate _ -> List.of("StepEscalated");
            case Cancel _ -> List.of("RequestCancelled");
          };
      case Quarantined _ ->
          switch (command) {
            case Open _ -> List.of("ALREADY_OPENED");
            case Decide _ -> List.of("REQUEST_QUARANTINED");
            case Expire _ -> List.of("RequestExpired", "RequestAutoRejected");
            case Escalate _ -> List.of("OUTDATED_COMMAND");
            case Cancel _ -> List.of("RequestCancelled");
          };
      case Closed _ -> List.of("REQUEST_CLOSED");
    };
  }

  @ParameterizedTest
  @MethodSource("everyCommandOnEveryState")
  void everyCommandOnEveryStateIsRuledOn(RequestCommand command, RequestState state) {
    var ruling = RequestDecider.decide(command, state, at(LATE));

    assertThat(namesOf(ruling)).isEqualTo(expected(command, state));
  }

  @Test
  void tableHasEveryCommandAndEveryState() {
    assertThat(commands().stream().map(Object::getClass))
        .containsExactlyInAnyOrder(RequestCommand.class.getPermittedSubclasses());
    assertThat(states().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(leavesOf(RequestState.class));
  }

  static Stream<Arguments> everyCommandOnEveryState() {
    return states().stream()
        .flatMap(state ->
            commands().stream()
                .map(command -> argumentSet(name(command) + " on " + name(state), command, state)));
  }

  private static List<RequestCommand> commands() {
    return List.of(
        opening(step(1, SUPERVISOR, new Quorum.Any())),
        approve(ALICE),
        new Expire(1, NOW.plus(TTL)),
        new Escalate(1, 1, 1, NOW.plus(TIMEOUT)),
        new Cancel(new Canceller.Maker(MAKER), BECAUSE));
  }

  private static List<RequestState> states() {
    var states = new ArrayList<RequestState>(closedStates());
    states.addAll(List.of(new NotOpened(), pending(new Quorum.Any()), quarantined()));
    return states;
  }

  private static List<Class<?>> leavesOf(Class<?> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    return Stream.of(type.getPermittedSubclasses()).flatMap(it -> leavesOf(it).stream()).toList();
  }

  private static List<String> namesOf(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Accepted(var events) -> events.stream().map(TransitionTableTest::name).toList();
      case Ruling.Refused(var refusal) -> List.of(refusal.name());
    };
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }
}
