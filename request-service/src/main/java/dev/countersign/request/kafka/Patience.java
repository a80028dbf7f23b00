package dev.countersign.request.kafka;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tries work on records until it succeeds: an offset moves past a record only with its answer. */
final class Patience {
  private static final Logger LOG = Logger.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private Patience() {}

  static Uni<Void> with(Supplier<Uni<Void>> work, String topic) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "topic=%s is tried again", topic))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }
}
