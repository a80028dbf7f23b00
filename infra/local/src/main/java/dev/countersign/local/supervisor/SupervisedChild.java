package dev.countersign.local.supervisor;

import dev.countersign.embedded.ChildCommand;
import dev.countersign.local.state.ChildStatus;
import dev.countersign.local.state.ChildStatus.State;
import dev.countersign.local.state.ProcessMark;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One child, kept alive by a thread of its own: a death before it was ever ready ends the start, a
 * later one is answered by a restart.
 */
final class SupervisedChild {

  private static final Duration READY_WITHIN = Duration.ofMinutes(4);
  private static final int LINES_OF_LOG = 20;

  private final String name;
  private final ChildSource source;
  private final Spawner spawner;
  private final Runnable onChange;
  private final Clock clock;
  private final RestartBudget budget = new RestartBudget();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();

  private boolean tooSlow;
  private volatile State state = State.STARTING;
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile @Nullable Process process;
  private volatile @Nullable ChildCommand command;
  private @Nullable Thread keeper;

  SupervisedChild(
      String name, ChildSource source, Spawner spawner, Runnable onChange, Clock clock) {
    this.name = name;
    this.source = source;
    this.spawner = spawner;
    this.onChange = onChange;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  ChildStatus status() {
    Process now = process;
    Optional<ProcessMark> mark =
        Optional.ofNullable(now)
            .filter(Process::isAlive)
            .map(Process::toHandle)
            .map(ProcessMark::of);
    return new ChildStatus(name, state, mark, restarts.get());
  }

  /** Starts the child; the future tells when it was ready first, or why it never was. */
  synchronized CompletableFuture<Duration> start() {
    keeper = Thread.ofVirtual().name("keeper of " + name).start(this::keepAlive);
    return firstReady;
  }

  /** Stops the child for good, with the signal it understands, then without asking. */
  void stop(Duration patience) throws InterruptedException {
    stopping.countDown();
    Process now = process;
    ChildCommand how = command;
    if (now != null && how != null && now.isAlive()) {
      endInOrder(now, how);
      if (!now.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        now.destroyForcibly().waitFor();
      }
    }
    Thread thread = keeper;
    if (thread != null) {
      thread.join(patience);
    }
    become(State.STOPPED);
  }

  private static void endInOrder(Process process, ChildCommand how) {
    try {
      how.stopSignal().send(process.toHandle());
    } catch (IOException _) {
      process.destroyForcibly();
    }
  }

  private void keepAlive() {
    try {
      boolean again = true;
      while (again && stopping.getCount() > 0) {
        again = liveOnce();
      }
    } catch (IOException problem) {
      firstReady.completeExceptionally(problem);
      become(State.GIVEN_UP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One life of the child; answers whether there is to be another. */
  private boolean liveOnce() throws IOException, InterruptedException {
    ChildCommand next = source.prepare();
    LogTail.rotate(next.log());
    command = next;
    Process started = spawner.start(next);
    process = started;
    become(restarts.get() == 0 ? State.STARTING : State.RESTARTING);
    if (stopping.getCount() == 0) {
      // It was started in the moment of stopping, so nobody else will end it.
      started.destroyForcibly();
    }
    watchUntilReady(next, started);
    int status = started.waitFor();
    return stopping.getCount() > 0 && restartAfter(status, next);
  }

  private void watchUntilReady(ChildCommand next, Process started) throws InterruptedException {
    Instant begin = clock.instant();
    while (started.isAlive() && !next.readiness().isReady()) {
      if (clock.instant().isAfter(begin.plus(READY_WITHIN))) {
        tooSlow = true;
        started.destroyForcibly();
      }
      started.waitFor(100, TimeUnit.MILLISECONDS);
    }
    if (started.isAlive()) {
      become(State.READY);
      firstReady.complete(Duration.between(begin, clock.instant()));
    }
  }

  private boolean restartAfter(int status, ChildCommand last)
      throws IOException, InterruptedException {
    if (!firstReady.isDone()) {
      String how =
          tooSlow
              ? "was not ready after %d minutes".formatted(READY_WITHIN.toMinutes())
              : "ended with status %d before it was ready".formatted(status);
      firstReady.completeExceptionally(
          ChildDied.of(name, how, LogTail.lines(last.log(), LINES_OF_LOG), last.log()));
      become(State.STOPPED);
      return false;
    }
    Optional<Duration> delay = budget.afterDeath(clock.instant());
    restarts.incrementAndGet();
    become(delay.isPresent() ? State.RESTARTING : State.GIVEN_UP);
    return delay.isPresent()
        && !stopping.await(delay.orElseThrow().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void become(State next) {
    state = next;
    onChange.run();
  }
}
