package dev.countersign.rules.app.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.app.backtest.RecordedEvents.BodyReader;
import dev.countersign.rules.app.backtest.RecordedEvents.EventReader;
import dev.countersign.rules.app.backtest.Simulation.Progress;
import dev.countersign.rules.app.backtest.StartSimulation.Job;
import dev.countersign.rules.core.partner.PartnerId;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs backtests beside the live loop, on threads, clients and offsets of their own. How a run ends
 * is written down whatever happens; one whose instance dies is found by its last beat.
 */
@ApplicationScoped
public class RunSimulation {

  private static final Logger LOG = Logger.getLogger(RunSimulation.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final RecordedEvents recorded;
  private final Simulations simulations;
  private final TenantTransaction transaction;
  private final LiveRules rules;
  private final RulesServiceConfig.Backtest config;
  private final Semaphore slots;
  private final AtomicBoolean isStopping = new AtomicBoolean();

  RunSimulation(
      RecordedEvents recorded,
      Simulations simulations,
      TenantTransaction transaction,
      LiveRules rules,
      RulesServiceConfig config) {
    this.recorded = recorded;
    this.simulations = simulations;
    this.transaction = transaction;
    this.rules = rules;
    this.config = config.backtest();
    this.slots = new Semaphore(this.config.parallel());
  }

  void stop(@Observes ShutdownEvent event) {
    isStopping.set(true);
  }

  /** A place to run in, if this instance has one left; it must be used or given back. */
  public Optional<Slot> reserve() {
    return slots.tryAcquire() ? Optional.of(new Slot()) : Optional.empty();
  }

  /** A reserved place. */
  public final class Slot {

    private Slot() {}

    public void release() {
      slots.release();
    }

    /** Begins, and gives the place back at the end. */
    public void run(Job job) {
      var thread = Thread.ofPlatform().daemon().name("simulation-" + job.simulation());
      thread.start(() -> {
        try {
          new Run(job).run();
        } finally {
          release();
        }
      });
    }
  }

  /** What becomes of an event that was read. */
  private interface EventTaker {
    void take(CloudEvent event, TopicBinding binding, Instant at);
  }

  /** One run, from the first record to the last word. */
  private final class Run {

    private final Job job;
    private final PartnerId partner;
    private final Backtest backtest;
    private final Instant end = Instant.now().plus(config.deadline());
    private Instant lastBeat = Instant.MIN;
    private Optional<String> failure = Optional.empty();
    private boolean isOver;
    private long total;
    private long read;

    Run(Job job) {
      this.job = job;
      this.partner = job.selection().partner();
      this.backtest = new Backtest(job.selection(), rules, job.terms(), job.candidate());
    }

    void run() {
      try {
        readAll();
        if (failure.isPresent()) {
          fail(failure.get());
        } else if (!isOver) {
          var report = new String(Json.bytes(backtest.report()), UTF_8);
          beat();
          write(tx -> simulations.complete(tx, partner, job.simulation(), report));
        }
      } catch (RuntimeException | StackOverflowError broken) {
        LOG.errorf(broken, "A simulation failed. simulation=%s", job.simulation());
        fail("simulation_failed");
      }
    }

    private void readAll() {
      var earlier = backtest.countsBack().map(it -> job.selection().from(it));
      total = recorded.size(job.selection()) + earlier.map(recorded::size).orElse(0L);
      if (total > config.records()) {
        failure = Optional.of("record_limit_reached");
        return;
      }
      recorded.evaluations(job.selection(), new Evaluations());
      if (!isOver && earlier.isPresent()) {
        recorded.events(earlier.get(), new Events(backtest::counted));
      }
      if (!isOver) {
        backtest.count(this::turn);
      }
      if (!isOver) {
        recorded.events(job.selection(), new Events(backtest::event));
      }
    }

    private final class Evaluations implements BodyReader {

      @Override
      public void body(byte[] body) {
        backtest.published(body);
      }

      @Override
      public boolean goesOn(int records) {
        return turn(records);
      }
    }

    private final class Events implements EventReader {

      private final EventTaker taker;

      Events(EventTaker taker) {
        this.taker = taker;
      }

      @Override
      public void event(CloudEvent event, TopicBinding binding, Instant at) {
        taker.take(event, binding, at);
      }

      @Override
      public boolean goesOn(int records) {
        return turn(records);
      }
    }

    private boolean turn(int records) {
      read += records;
      var now = Instant.now();
      if (isStopping.get()) {
        end("instance_stopped");
      } else if (backtest.size() > config.events()) {
        end("event_limit_reached");
      } else if (now.isAfter(end)) {
        end("time_limit_reached");
      } else if (now.isAfter(lastBeat.plus(BEAT))) {
        lastBeat = now;
        isOver = !beat();
      }
      return !isOver;
    }

    private void end(String why) {
      failure = Optional.of(why);
      isOver = true;
    }

    private boolean beat() {
      var progress = new Progress(read, Math.max(total, read));
      return write(tx -> simulations.beat(tx, partner, job.simulation(), progress));
    }

    private void fail(String why) {
      try {
        write(tx -> simulations.fail(tx, partner, job.simulation(), why));
      } catch (RuntimeException broken) {
        LOG.warnf(broken, "A simulation's end is not written. simulation=%s", job.simulation());
      }
    }

    private boolean write(Function<SqlConnection, Uni<Boolean>> work) {
      return transaction.run(Set.of(partner.value()), work).await().atMost(PATIENCE);
    }
  }
}
