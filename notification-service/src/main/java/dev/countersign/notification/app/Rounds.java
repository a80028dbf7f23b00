package dev.countersign.notification.app;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs rounds one after another: again while a round found work, again when woken meanwhile, and
 * never two at a time. A failed round is left to the next wake; its claims lapse by themselves.
 */
final class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private final String name;
  private final Supplier<Uni<Integer>> round;
  private final AtomicInteger wakes = new AtomicInteger();

  Rounds(String name, Supplier<Uni<Integer>> round) {
    this.name = name;
    this.round = round;
  }

  void wake() {
    if (wakes.getAndIncrement() == 0) {
      run(1);
    }
  }

  private void run(int seen) {
    Uni.createFrom()
        .deferred(round::get)
        .subscribe()
        .with(found -> finished(seen, found), failure -> failed(seen, failure));
  }

  private void finished(int seen, int found) {
    if (found > 0) {
      run(wakes.get());
    } else {
      rest(seen);
    }
  }

  private void failed(int seen, Throwable failure) {
    LOG.warnf("round=%s failed: %s", name, failure);
    rest(seen);
  }

  /** Whoever woke us after this round began is owed another round. */
  private void rest(int seen) {
    if (!wakes.compareAndSet(seen, 0)) {
      run(wakes.get());
    }
  }
}
