package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.ALICE;
import static dev.countersign.request.core.RequestFixtures.BECAUSE;
import static dev.countersign.request.core.RequestFixtures.BOB;
import static dev.countersign.request.core.RequestFixtures.CAROL;
import static dev.countersign.request.core.RequestFixtures.DAVE;
import static dev.countersign.request.core.RequestFixtures.MAKER;
import static dev.countersign.request.core.RequestFixtures.NOW;
import static dev.countersign.request.core.RequestFixtures.SUPERVISOR;
import static dev.countersign.request.core.RequestFixtures.TIMEOUT;
import static dev.countersign.request.core.RequestFixtures.TTL;
import static dev.countersign.request.core.RequestFixtures.approve;
import static dev.countersign.request.core.RequestFixtures.at;
import static dev.countersign.request.core.RequestFixtures.changesRequested;
import static dev.countersign.request.core.RequestFixtures.closedStates;
import static dev.countersign.request.core.RequestFixtures.held;
import static dev.countersign.request.core.RequestFixtures.opening;
import static dev.countersign.request.core.RequestFixtures.pending;
import static dev.countersign.request.core.RequestFixtures.quarantined;
import static dev.countersign.request.core.RequestFixtures.required;
import static dev.countersign.request.core.RequestFixtures.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Cause;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestCommand.ExpireStep;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.RequestCommand.Reassign;
import dev.countersign.request.core.RequestCommand.Release;
import dev.countersign.request.core.RequestCommand.ReleaseHold;
import dev.countersign.request.core.RequestCommand.Remind;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestCommand.Resubmit;
import dev.countersign.request.core.RequestCommand.ReviewPools;
import dev.countersign.request.core.RequestCommand.Revise;
import dev.countersign.request.core.RequestCommand.Revoke;
import dev.countersign.request.core.RequestEvent.Finding;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.step.OnTimeout;
import dev.countersign.request.core.step.Quorum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command on every state: the table is complete because it is made from the sealed types, and
 * docs/state-machine.md is the table. To write the document anew: {@code -Drender=true}.
 */
class TransitionTableTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "state-machine.md");
  private static final Instant LATE = NOW.plus(TTL).plusSeconds(1);

  @Test
  @DisplayName("T-01 … T-25 the document is what the code does, on every state")
  void documentIsWhatTheCodeDoes() throws IOException {
    var rendered = render();

    if (Boolean.getBoolean("render")) {
      Files.writeString(DOCUMENT, rendered);
    }

    assertThat(Files.readString(DOCUMENT)).isEqualTo(rendered);
  }

  @Test
  void tableHasEveryCommandAndEveryState() {
    assertThat(commands().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(RequestCommand.class.getPermittedSubclasses()).toList());
    assertThat(states().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(leavesOf(RequestState.class));
  }

  @ParameterizedTest
  @MethodSource("everyCommandOnEveryClosedState")
  @DisplayName(
      "F-110 F-114 T-25 I-1 a closed request refuses everything, but the review that is owed")
  void closedRequestRefusesEverything(RequestCommand command, RequestState closed) {
    var ruling = RequestDecider.decide(command, closed, at(LATE));

    var owed =
        closed instanceof UnderReview
            && (command instanceof RequestCommand.Review || command instanceof RemindReview);
    assertThat(ruling instanceof Ruling.Accepted).isEqualTo(owed);
  }

  static Stream<Arguments> everyCommandOnEveryClosedState() {
    return closedStates().stream()
        .flatMap(state ->
            commands().stream()
                .map(command -> argumentSet(name(command) + " on " + name(state), command, state)));
  }

  private static String render() {
    var text =
        new StringBuilder(
            """
            # What may happen to a request

            Written by `TransitionTableTest`, which fails when the code says something else. A cell holds the events that
            follow, or the code of the refusal. The closed states share a column: they refuse everything.

            """);
    var shown = states().stream().filter(state -> !isPlainlyClosed(state)).toList();
    text.append("| |");
    shown.forEach(state -> text.append(' ').append(name(state)).append(" |"));
    text.append(" closed |\n|---|");
    shown.forEach(_ -> text.append("---|"));
    text.append("---|\n");
    for (RequestCommand command : commands()) {
      text.append("| **").append(name(command)).append("** |");
      for (RequestState state : shown) {
        text.append(' ').append(cell(command, state)).append(" |");
      }
      text.append(' ').append(cell(command, closedStates().getFirst())).append(" |\n");
    }
    return text + "\n" + Transitions.render();
  }

  private static boolean isPlainlyClosed(RequestState state) {
    return state instanceof Closed && !(state instanceof UnderReview);
  }

  private static String cell(RequestCommand command, RequestState state) {
    return switch (RequestDecider.decide(command, state, at(LATE))) {
      case Ruling.Accepted(var events) -> String.join(", ", RequestFixtures.names(events));
      case Ruling.Refused(var refusal) -> "`" + refusal.code() + "`";
    };
  }

  static List<RequestCommand> commands() {
    var route = ARoute.of(step(SUPERVISOR, new Quorum.Any()));
    var due = NOW.plus(TIMEOUT);
    return List.of(
        opening(route),
        new Revise(required(route)),
        approve(ALICE),
        new Resubmit(MAKER, BECAUSE),
        new Cancel(new Canceller.Maker(MAKER), BECAUSE),
        new Reassign(official(CAROL, PlatformRole.OPERATOR), 1, ALICE, BOB, BECAUSE),
        new ReviewPools(),
        new OverrideCheckers(
            official(CAROL, PlatformRole.PARTNER_ADMIN),
            Optional.of(DAVE),
            BECAUSE,
            new Overrides(0, 0)),
        new RequestCommand.Review(
            official(CAROL, PlatformRole.CONTROLLER), Finding.JUSTIFIED, BECAUSE),
        new Revoke(new Revoker.Checker(BOB), BECAUSE),
        new Release(official(CAROL, PlatformRole.OPERATOR), BECAUSE),
        new Expire(1, NOW.plus(TTL)),
        new Escalate(1, 1, 1, due),
        new Remind(1, 1, Cause.SLA, due),
        new ExpireStep(1, 1, due),
        new ReleaseHold(1, due),
        new RemindReview(NOW.plus(TTL)));
  }

  static Official official(PersonId person, PlatformRole... roles) {
    return new Official(person, Set.of(roles));
  }

  private static List<RequestState> states() {
    var step = step(SUPERVISOR, new Quorum.Any()).timeout(TIMEOUT, OnTimeout.EXPIRE_STEP);
    var states = new ArrayList<RequestState>();
    states.add(new NotOpened());
    states.add(pending(ARoute.of(step).overridable(2)));
    states.add(changesRequested());
    states.add(held());
    states.add(quarantined());
    states.addAll(closedStates().reversed());
    return states;
  }

  private static List<Class<?>> leavesOf(Class<?> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    return Stream.of(type.getPermittedSubclasses()).flatMap(it -> leavesOf(it).stream()).toList();
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }
}
