package dev.countersign.request.app.ledger;

import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.Checkpoints.Sweep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Has checkpoints signed again and again. The first round of an hour looks further back, and the
 * first of a day at everything, in case an entry was committed long after its time.
 */
@ApplicationScoped
class CheckpointClock {
  private static final Logger LOG = Logger.getLogger(CheckpointClock.class);
  private static final Actor.Service ACTOR = new Actor.Service("checkpoint-clock");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Vertx vertx;
  private final SignCheckpoints signCheckpoints;
  private final Duration every;
  private volatile boolean stopped;

  CheckpointClock(Vertx vertx, SignCheckpoints signCheckpoints, CheckpointConfig config) {
    this.vertx = vertx;
    this.signCheckpoints = signCheckpoints;
    this.every = config.every();
  }

  void start(@Observes StartupEvent event) {
    vertx.runOnContext(_ -> tick(0));
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void tick(long round) {
    if (stopped) {
      return;
    }
    Uni.createFrom()
        .deferred(() -> signCheckpoints.handle(ACTOR, sweep(round)))
        .subscribe()
        .with(_ -> sleep(round + 1), failure -> fail(failure, round));
  }

  private Sweep sweep(long round) {
    if (isFirstOf(DAY, round)) {
      return Sweep.ALL;
    }
    return isFirstOf(HOUR, round) ? Sweep.LATE : Sweep.RECENT;
  }

  private boolean isFirstOf(Duration period, long round) {
    return round % (period.dividedBy(every) + 1) == 0;
  }

  private void fail(Throwable failure, long round) {
    LOG.warnf("checkpoints not signed, trying again: %s", failure);
    sleep(round);
  }

  private void sleep(long round) {
    vertx.setTimer(every.toMillis(), _ -> tick(round));
  }
}
