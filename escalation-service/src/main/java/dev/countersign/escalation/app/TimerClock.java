package dev.countersign.escalation.app;

import dev.countersign.escalation.EscalationServiceConfig;
import dev.countersign.platform.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Wakes {@link FireTimers} when the next timer is due, and every poll in any case. It remembers
 * nothing between two rounds: what is due stands in the database alone, so that a clock that jumps
 * or an instance that slept is late at worst (H2, H15).
 */
@ApplicationScoped
class TimerClock {

  private static final Logger LOG = Logger.getLogger(TimerClock.class);
  private static final Actor.Service ACTOR = new Actor.Service("timer-clock");
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);

  private final Timers timers;
  private final FireTimers fireTimers;
  private final Duration poll;
  private final Rounds rounds;

  TimerClock(Vertx vertx, Timers timers, FireTimers fireTimers, EscalationServiceConfig config) {
    this.timers = timers;
    this.fireTimers = fireTimers;
    this.poll = config.poll();
    this.rounds = new Rounds(vertx, this::fire, this::fail);
  }

  void start(@Observes StartupEvent event) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  private Uni<Duration> fire() {
    return fireTimers.round(ACTOR).flatMap(this::pauseAfter);
  }

  /** Fired something: there may be more. Fired nothing: sleep until there is, but no longer. */
  private Uni<Duration> pauseAfter(int fired) {
    return fired > 0
        ? Uni.createFrom().item(AT_ONCE)
        : timers.untilNext().map(next -> next.map(this::bounded).orElse(poll));
  }

  /** What is due already but was not fired is in the hands of another instance. */
  private Duration bounded(Duration next) {
    if (next.compareTo(poll) > 0) {
      return poll;
    }
    return next.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : next;
  }

  private Duration fail(Throwable failure) {
    LOG.warnf("timers not fired, trying again: %s", failure);
    return poll;
  }
}
