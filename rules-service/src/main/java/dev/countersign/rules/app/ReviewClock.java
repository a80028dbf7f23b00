package dev.countersign.rules.app;

import dev.countersign.platform.rounds.Rounds;
import dev.countersign.rules.RulesServiceConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Looks again and again whether a version in force should have been reviewed. */
@ApplicationScoped
class ReviewClock {

  private static final Logger LOG = Logger.getLogger(ReviewClock.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final LiveRules rules;
  private final TellReviewsDue reviews;
  private final Duration every;
  private final Rounds rounds;
  private final AtomicLong due = new AtomicLong();

  ReviewClock(
      Vertx vertx,
      LiveRules rules,
      TellReviewsDue reviews,
      MeterRegistry metrics,
      RulesServiceConfig config) {
    this.rules = rules;
    this.reviews = reviews;
    this.every = config.reviews().every();
    this.rounds = new Rounds(vertx, this::look, this::fail);
    metrics.gauge("countersign.policy.reviews.due", due);
  }

  void start(@Observes StartupEvent event) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  /** Before every partner is heard of, none of them can be asked about. */
  private Uni<Duration> look() {
    return rules.isComplete()
        ? reviews.handle(Instant.now()).invoke(due::set).replaceWith(every)
        : Uni.createFrom().item(SOON);
  }

  private Duration fail(Throwable failure) {
    LOG.warnf("Reviews of policies are not looked at, trying again: %s", failure);
    return every.compareTo(SOON) < 0 ? every : SOON;
  }
}
