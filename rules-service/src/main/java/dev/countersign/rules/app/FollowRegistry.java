package dev.countersign.rules.app;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps the live rules at the newest version of the operation registry. */
@ApplicationScoped
class FollowRegistry {

  private static final Logger LOG = Logger.getLogger(FollowRegistry.class);
  private static final long EVERY_MILLIS = 1000;

  private final Vertx vertx;
  private final OperationRegistry registry;
  private final LiveRules rules;
  private final AtomicBoolean isLooking = new AtomicBoolean();
  private volatile long known = -1;

  FollowRegistry(Vertx vertx, OperationRegistry registry, LiveRules rules) {
    this.vertx = vertx;
    this.registry = registry;
    this.rules = rules;
  }

  void start(@Observes StartupEvent event) {
    look();
    vertx.setPeriodic(EVERY_MILLIS, _ -> look());
  }

  private void look() {
    if (isLooking.compareAndSet(false, true)) {
      registry
          .version()
          .flatMap(this::loadIfNewer)
          .eventually(() -> isLooking.set(false))
          .subscribe()
          .with(
              version -> known = version,
              failure -> LOG.warnf("The registry cannot be read: %s", failure.getMessage()));
    }
  }

  private Uni<Long> loadIfNewer(long version) {
    return version == known
        ? Uni.createFrom().item(version)
        : registry.all().invoke(rules::take).replaceWith(version);
  }
}
