package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.PeopleAsked.Managers;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Approver.Anchor;
import dev.countersign.request.core.people.Listing;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.Rung;
import dev.countersign.request.core.step.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whom a ruling has to have read: nobody more for most votes, and everybody where it must. */
class PeopleAskedTest {
  private static final Approver OWNER = Approver.listed("owner", "4711");
  private static final Listing LINE = new Listing("owner", "4711");

  @Test
  @DisplayName("P11 a vote that starts no further step needs nobody but who gives it")
  void plainVoteAsksNobody() {
    assertThat(PeopleAsked.by(approve(ALICE), pending(new Quorum.Any())).isNobody()).isTrue();
  }

  @Test
  @DisplayName("F-139 whom a resolver lists is read where a step asks one, and where one starts")
  void resolversAreReadWhereTheyAreAsked() {
    var asking = AStep.asking(OWNER);

    assertThat(PeopleAsked.by(approve(ALICE), pending(ARoute.of(asking))).listings())
        .containsExactly(LINE);
    assertThat(PeopleAsked.by(opening(ARoute.of(asking)), new RequestState.NotOpened()).listings())
        .containsExactly(LINE);
    var before = pendingWith(step(SUPERVISOR, new Quorum.Any()), asking);
    assertThat(PeopleAsked.by(approve(ALICE), before).listings()).containsExactly(LINE);
    assertThat(PeopleAsked.by(new RequestCommand.ReviewPools(), before).listings())
        .containsExactly(LINE);
  }

  @Test
  @DisplayName("C-15 F-139 whom a rung lent is read as if the step had asked from the start")
  void lentApproversAreRead() {
    var due = NOW.plus(Duration.ofHours(1));
    var rung =
        new Rung(
            Span.byClock(Duration.ofHours(1)),
            List.of(OWNER, Approver.managerOf(Anchor.MAKER, 1)),
            Rung.Mode.ADD,
            Rung.Clock.KEPT);
    var state = pendingWith(step(SUPERVISOR, new Quorum.Any()).ladder(rung));
    assertThat(PeopleAsked.by(approve(ALICE), state).isNobody()).isTrue();

    var climbed = after(state, new Escalate(1, 1, 1, due), due);

    var asked = PeopleAsked.by(approve(ALICE), climbed);
    assertThat(asked.listings()).containsExactly(LINE);
    assertThat(asked.managers()).isEqualTo(Managers.ALL);
  }
}
