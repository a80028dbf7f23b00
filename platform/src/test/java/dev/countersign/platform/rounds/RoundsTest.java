package dev.countersign.platform.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aRoundThatFailsIsFollowedByAnotherUntilTheyAreStopped() throws Exception {
    var rounds = new Rounds[1];
    rounds[0] = new Rounds(vertx, () -> round(rounds[0]), this::fail);

    rounds[0].start();

    assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("round", "failed", "round", "stopped");
  }

  @Test
  void roundsThatAreStoppedBeforeTheyBeginNeverRun() throws Exception {
    var rounds = new Rounds(vertx, this::note, this::fail);
    rounds.stop();

    rounds.start();
    vertx.runOnContext(_ -> over.countDown());

    assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).isEmpty();
  }

  private Uni<Duration> round(Rounds rounds) {
    var pause = note();
    if (seen.size() == 1) {
      throw new IllegalStateException("the first one fails");
    }
    rounds.stop();
    seen.add("stopped");
    vertx.setTimer(20, _ -> over.countDown());
    return pause;
  }

  private Uni<Duration> note() {
    seen.add("round");
    return Uni.createFrom().item(PAUSE);
  }

  private Duration fail(Throwable failure) {
    seen.add("failed");
    return PAUSE;
  }
}
