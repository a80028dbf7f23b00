package dev.countersign.notification.core;

import static dev.countersign.notification.core.EventKind.DECISION_RECORDED;
import static dev.countersign.notification.core.EventKind.REQUEST_APPROVED;
import static dev.countersign.notification.core.EventKind.REQUEST_EXPIRED;
import static dev.countersign.notification.core.EventKind.STEP_STARTED;
import static dev.countersign.notification.core.NotificationFixtures.REQUEST;
import static dev.countersign.notification.core.NotificationFixtures.factsAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.notification.core.StepPlace.Quorum;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-20: a digest leaves out what was decided meanwhile, and in doubt nothing")
class DigestTest {
  private static final String SUPERVISOR = "supervisor@acme";
  private static final PastEvent CALL = event(1, STEP_STARTED, 1, 1, Quorum.OPEN);

  @Test
  void callThatStillWaitsIsTold() {
    assertThat(isTold(CALL)).isTrue();
    assertThat(isTold(CALL, event(2, STEP_STARTED, 1, 2, Quorum.OPEN))).isTrue();
    assertThat(isTold(CALL, event(2, DECISION_RECORDED, 1, 1, Quorum.OPEN))).isTrue();
    assertThat(isTold(CALL, event(2, DECISION_RECORDED, 1, 2, Quorum.REACHED))).isTrue();
  }

  @Test
  void endedRequestIsNotAskedAbout() {
    assertThat(isTold(CALL, event(2, REQUEST_EXPIRED, 1, 1, Quorum.OPEN))).isFalse();
  }

  @Test
  void reachedQuorumOrOwnVoteIsEnough() {
    assertThat(isTold(CALL, event(2, DECISION_RECORDED, 1, 1, Quorum.REACHED))).isFalse();
    assertThat(isTold(CALL, ownVote())).isFalse();
  }

  @Test
  void newIterationAsksAnew() {
    var again = event(5, STEP_STARTED, 2, 1, Quorum.OPEN);

    assertThat(isTold(CALL, again)).isFalse();
    assertThat(isTold(again, CALL)).isTrue();
  }

  @Test
  void resultIsAlwaysTold() {
    var result = event(3, REQUEST_APPROVED, 1, 1, Quorum.OPEN);

    assertThat(isTold(result, result)).isTrue();
  }

  @Test
  void otherRequestsChangeNothing() {
    var elsewhere =
        new PastEvent(
            new EventKey("acme", UUID.randomUUID(), 9),
            REQUEST_APPROVED,
            factsAt(1, 1, Quorum.OPEN, SUPERVISOR));

    assertThat(isTold(CALL, elsewhere)).isTrue();
  }

  private static PastEvent ownVote() {
    return event(2, DECISION_RECORDED, factsAt(1, 1, Quorum.OPEN, SUPERVISOR));
  }

  private static boolean isTold(PastEvent about, PastEvent... history) {
    var gathered = List.of(new Gathered(UUID.randomUUID(), about));
    var digest = Digest.of(SUPERVISOR, gathered, List.of(history));
    assertThat(digest.kept().size() + digest.overtaken().size()).isOne();
    return !digest.kept().isEmpty();
  }

  private static PastEvent event(long seq, EventKind kind, int iteration, int step, Quorum quorum) {
    return event(seq, kind, factsAt(iteration, step, quorum, "somebody@acme"));
  }

  private static PastEvent event(long seq, EventKind kind, Facts facts) {
    return new PastEvent(new EventKey("acme", REQUEST, seq), kind, facts);
  }
}
