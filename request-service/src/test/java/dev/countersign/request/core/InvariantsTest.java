package dev.countersign.request.core;

import static dev.countersign.request.core.RequestFixtures.ALICE;
import static dev.countersign.request.core.RequestFixtures.BECAUSE;
import static dev.countersign.request.core.RequestFixtures.BOB;
import static dev.countersign.request.core.RequestFixtures.CAROL;
import static dev.countersign.request.core.RequestFixtures.CONTROLLER;
import static dev.countersign.request.core.RequestFixtures.HELPER;
import static dev.countersign.request.core.RequestFixtures.LEFT;
import static dev.countersign.request.core.RequestFixtures.MAKER;
import static dev.countersign.request.core.RequestFixtures.NOW;
import static dev.countersign.request.core.RequestFixtures.PINNED;
import static dev.countersign.request.core.RequestFixtures.STRANGER;
import static dev.countersign.request.core.RequestFixtures.SUPERVISOR;
import static dev.countersign.request.core.RequestFixtures.TTL;
import static dev.countersign.request.core.RequestFixtures.at;
import static dev.countersign.request.core.RequestFixtures.opening;
import static dev.countersign.request.core.RequestFixtures.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Decide;
import dev.countersign.request.core.RequestCommand.Escalate;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestEvent.DecisionRecorded;
import dev.countersign.request.core.RequestEvent.RequestApproved;
import dev.countersign.request.core.RequestEvent.StepApproved;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.step.Quorum;
import dev.countersign.request.core.step.StepPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** I-1 … I-6 over random commands on random routes. A failure names the seed that repeats it. */
class InvariantsTest {
  private static final int STORIES = 3_000;
  private static final int COMMANDS = 40;
  private static final List<PersonId> PEOPLE =
      List.of(MAKER, HELPER, ALICE, BOB, CAROL, STRANGER, LEFT);

  @Test
  void invariantsHoldInEveryStory() {
    var first = Long.getLong("seed", System.nanoTime());
    System.out.println("InvariantsTest seed=" + first);

    for (long seed = first; seed < first + STORIES; seed++) {
      new Story(new Random(seed), "seed " + seed).run();
    }
  }

  /** One request and whatever people, timers and producers try with it. */
  private static final class Story {
    private final Random random;
    private final String name;
    private final List<RequestEvent> events = new ArrayList<>();
    private RequestState state = new NotOpened();
    private Instant now = NOW;

    Story(Random random, String name) {
      this.random = random;
      this.name = name;
    }

    void run() {
      obey(opening(route()));
      for (int i = 0; i < COMMANDS; i++) {
        now = now.plus(Duration.ofHours(random.nextInt(12)));
        obey(command());
      }
      check();
    }

    private void obey(RequestCommand command) {
      var ruling = RequestDecider.decide(command, state, at(now));
      if (ruling instanceof Ruling.Accepted(var accepted)) {
        var isByTime = command instanceof Expire || command instanceof Escalate;
        for (RequestEvent event : accepted) {
          state = state.evolve(event);
          events.add(event);
          // I-3: time alone leads to no approval. I-4: an approval has a human behind it.
          assertThat(isByTime && isApproval(event)).as("I-3 I-4 %s", name).isFalse();
        }
      }
    }

    private void check() {
      var ends = events.stream().map(Answer::to).flatMap(Optional::stream).filter(Answer::isFinal);
      assertThat(ends.count()).as("I-1 %s", name).isLessThanOrEqualTo(1);
      var voters = new HashSet<PersonId>();
      for (RequestEvent event : events) {
        if (event instanceof DecisionRecorded vote) {
          assertThat(Set.of(MAKER, HELPER)).as("I-2 %s", name).doesNotContain(vote.by());
          assertThat(voters.add(vote.by())).as("I-6 %s", name).isTrue();
        }
      }
      assertQuorums();
      assertThat(RequestFixtures.fold(new NotOpened(), events)).as("I-5 %s", name).isEqualTo(state);
    }

    private void assertQuorums() {
      for (RequestEvent event : events) {
        if (event instanceof StepApproved(var no, var tally, _)) {
          var approvals =
              events.stream()
                  .filter(DecisionRecorded.class::isInstance)
                  .map(DecisionRecorded.class::cast)
                  .filter(vote -> vote.step() == no && vote.vote() == Vote.APPROVE)
                  .map(DecisionRecorded::by)
                  .distinct()
                  .count();
          assertThat(approvals).as("I-6 %s", name).isGreaterThanOrEqualTo(tally.needed());
          assertThat(tally.needed()).as("I-4 %s", name).isPositive();
        }
      }
    }

    private static boolean isApproval(RequestEvent event) {
      return event instanceof RequestApproved || event instanceof StepApproved;
    }

    private StepPlan[] route() {
      var steps = new StepPlan[1 + random.nextInt(3)];
      for (int i = 0; i < steps.length; i++) {
        Role role = random.nextInt(3) == 0 ? CONTROLLER : SUPERVISOR;
        steps[i] = step(i + 1, role, quorum());
      }
      return steps;
    }

    private Quorum quorum() {
      return switch (random.nextInt(3)) {
        case 0 -> new Quorum.Any();
        case 1 -> new Quorum.All();
        default -> new Quorum.Count(1 + random.nextInt(2));
      };
    }

    private RequestCommand command() {
      var person = PEOPLE.get(random.nextInt(PEOPLE.size()));
      return switch (random.nextInt(20)) {
        case 0 -> new Cancel(new Canceller.Maker(person), BECAUSE);
        case 1 -> new Expire(1, NOW.plus(TTL));
        case 2, 3 -> new Escalate(1, 1 + random.nextInt(3), 1, now);
        case 4 -> new Decide(person, Vote.REJECT, BECAUSE, PINNED);
        case 5 -> opening(route());
        default -> new Decide(person, Vote.APPROVE, BECAUSE, PINNED);
      };
    }
  }
}
