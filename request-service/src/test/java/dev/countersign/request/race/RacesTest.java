package dev.countersign.request.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.request.app.ActOnRequest;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ObeyTimer;
import dev.countersign.request.app.RecordDecision;
import dev.countersign.request.app.VerifyLedger;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.fault.OwnDatabase;
import dev.countersign.request.testing.Desk;
import dev.countersign.request.testing.Stage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * R7: two and three writers reach for one request at the same moment, through the use cases and on
 * real PostgreSQL. {@code -Draces.rounds=100000} runs as many races; see docs/races.md.
 */
@QuarkusTest
@WithTestResource(OwnDatabase.class)
class RacesTest {
  private static final int ROUNDS = Integer.getInteger("races.rounds", 3_000);
  private static final int UNGUARDED_ROUNDS = 16 * 64;
  private static final long SEED = Long.getLong("races.seed", System.nanoTime());

  @Inject Stage stage;
  @Inject Desk desk;
  @Inject RecordDecision votes;
  @Inject ActOnRequest acts;
  @Inject ObeyTimer timers;
  @Inject VerifyLedger verifyLedger;

  @Test
  @DisplayName("R7 I1 I2 I3 I4 I7 H8 H9 H10 T-22 whoever wins a race, nothing is lost or doubled")
  void racesLeaveNoAnomaly() {
    var started = System.nanoTime();

    var tally = races("races").run(ROUNDS);

    print("with all guards", tally, started);
    assertThat(tally.anomalies()).as("seed %d", SEED).isEmpty();
    var auditor = new Actor.Human("races", new PersonId("auditor@races"), Set.of());
    var report = verifyLedger.ofPartner(auditor).await().atMost(Duration.ofMinutes(30));
    assertThat(report.findings()).as("V7, seed %d", SEED).isEmpty();
    assertThat(report.requests()).isGreaterThanOrEqualTo(ROUNDS);
  }

  @Test
  @DisplayName(
      "R7 without versions and race triggers, the chain alone stops stale writers: they fail")
  void withoutVersionsStaleWritersFail() {
    var started = System.nanoTime();
    try (var guards = Guards.awayFor("unguarded", stage).withoutVersions()) {
      var tally = races("unguarded").run(UNGUARDED_ROUNDS);

      print("without versions and race triggers", tally, started);
      assertThat(tally.anomalies().keySet())
          .as("%s", guards)
          .anyMatch(it -> it.contains("V9 no answer"));
    }
  }

  @Test
  @DisplayName("R7 V3 without versions, race triggers and chain, the harness finds wrong states")
  void withoutAnyGuardTheHarnessFindsWrongStates() {
    var started = System.nanoTime();
    try (var guards = Guards.awayFor("lawless", stage).withoutVersions().withoutLinks()) {
      var tally = races("lawless").run(UNGUARDED_ROUNDS);

      print("without any of them", tally, started);
      assertThat(tally.anomalies().keySet())
          .as("%s", guards)
          .anyMatch(it -> it.startsWith("V3"))
          .anyMatch(it -> it.startsWith("V7"));
    }
  }

  private Races races(String partner) {
    var doors = new Field.Doors(votes, acts, timers, desk);
    return new Races(stage, desk, new Field(partner, doors, SEED));
  }

  private static void print(String how, Races.Tally tally, long started) {
    System.out.printf(
        "races %s: %d in %.1f s, seed %d, anomalies %s%n",
        how, tally.races(), (System.nanoTime() - started) / 1e9, SEED, tally.anomalies());
  }
}
