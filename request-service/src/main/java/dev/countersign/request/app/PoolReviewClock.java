package dev.countersign.request.app;

import dev.countersign.platform.rounds.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Asks again and again whether the directory left something to be looked at. */
@ApplicationScoped
class PoolReviewClock {
  private static final Logger LOG = Logger.getLogger(PoolReviewClock.class);
  private static final Actor.Service ACTOR = new Actor.Service("pool-review-clock");

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Duration every;
  private final Rounds rounds;

  PoolReviewClock(
      Vertx vertx,
      ReviewPools reviewPools,
      @ConfigProperty(name = "countersign.pool-review.every", defaultValue = "PT1S")
          Duration every) {
    this.every = every;
    this.rounds =
        new Rounds(
            vertx,
            () -> reviewPools.handle(ACTOR).map(pages -> pages == 0 ? every : AT_ONCE),
            this::fail);
  }

  void start(@Observes StartupEvent event) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  private Duration fail(Throwable failure) {
    LOG.warnf("open steps not looked at, trying again: %s", failure);
    return every;
  }
}
