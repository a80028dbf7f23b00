package dev.countersign.request.app.ledger;

import dev.countersign.platform.rounds.Rounds;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ledger.Checkpoints.Sweep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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

  private final SignCheckpoints signCheckpoints;
  private final Duration every;
  private final Rounds rounds;
  private final AtomicLong round = new AtomicLong();

  CheckpointClock(Vertx vertx, SignCheckpoints signCheckpoints, CheckpointConfig config) {
    this.signCheckpoints = signCheckpoints;
    this.every = config.every();
    this.rounds = new Rounds(vertx, this::sign, this::fail);
  }

  void start(@Observes StartupEvent event) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  private Uni<Duration> sign() {
    return signCheckpoints
        .handle(ACTOR, sweep(round.get()))
        .invoke(round::incrementAndGet)
        .replaceWith(every);
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

  /** The same round is tried again. */
  private Duration fail(Throwable failure) {
    LOG.warnf("checkpoints not signed, trying again: %s", failure);
    return every;
  }
}
