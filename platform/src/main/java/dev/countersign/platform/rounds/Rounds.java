package dev.countersign.platform.rounds;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rounds of work, one after the other until they are stopped. A round tells how long to wait for
 * the next; after one that failed somebody else tells it, and says so in the log.
 */
public final class Rounds {

  private static final long SHORTEST_MILLIS = 1;

  private final Vertx vertx;
  private final Supplier<Uni<Duration>> round;
  private final Function<Throwable, Duration> afterFailure;
  private volatile boolean stopped;

  public Rounds(
      Vertx vertx, Supplier<Uni<Duration>> round, Function<Throwable, Duration> afterFailure) {
    this.vertx = vertx;
    this.round = round;
    this.afterFailure = afterFailure;
  }

  /** Begins with the first round at once. */
  public void start() {
    vertx.runOnContext(_ -> next());
  }

  /** Begins with the first round after a pause. */
  public void startAfter(Duration pause) {
    sleep(pause);
  }

  /** The round that runs is the last. */
  public void stop() {
    stopped = true;
  }

  private void next() {
    if (!stopped) {
      Uni.createFrom()
          .deferred(round::get)
          .subscribe()
          .with(this::sleep, failure -> sleep(afterFailure.apply(failure)));
    }
  }

  private void sleep(Duration pause) {
    vertx.setTimer(Math.max(SHORTEST_MILLIS, pause.toMillis()), _ -> next());
  }
}
