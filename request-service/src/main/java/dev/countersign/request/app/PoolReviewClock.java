package dev.countersign.request.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
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

  private final Vertx vertx;
  private final ReviewPools reviewPools;
  private final Duration every;
  private volatile boolean stopped;

  PoolReviewClock(
      Vertx vertx,
      ReviewPools reviewPools,
      @ConfigProperty(name = "countersign.pool-review.every", defaultValue = "PT1S")
          Duration every) {
    this.vertx = vertx;
    this.reviewPools = reviewPools;
    this.every = every;
  }

  void start(@Observes StartupEvent event) {
    vertx.runOnContext(_ -> tick());
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void tick() {
    if (stopped) {
      return;
    }
    Uni.createFrom()
        .deferred(() -> reviewPools.handle(ACTOR))
        .subscribe()
        .with(pages -> sleep(pages == 0 ? every : Duration.ofMillis(1)), this::fail);
  }

  private void fail(Throwable failure) {
    LOG.warnf("open steps not looked at, trying again: %s", failure);
    sleep(every);
  }

  private void sleep(Duration time) {
    vertx.setTimer(time.toMillis(), _ -> tick());
  }
}
