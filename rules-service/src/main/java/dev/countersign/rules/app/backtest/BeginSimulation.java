package dev.countersign.rules.app.backtest;

import static dev.countersign.rules.app.Refusal.SIMULATIONS_BUSY;
import static dev.countersign.rules.app.Ruling.refuse;

import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.app.backtest.StartSimulation.Started;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Orders a backtest and runs it as soon as the order is kept; a place to run in comes first. */
@ApplicationScoped
public class BeginSimulation {

  private final RunSimulation runs;

  BeginSimulation(RunSimulation runs) {
    this.runs = runs;
  }

  /** Runs what the transaction has ordered once it is committed; a failed one orders nothing. */
  public <T> Uni<T> after(Function<Beginning, Uni<T>> transaction) {
    var beginning = new Beginning();
    return transaction
        .apply(beginning)
        .invoke(beginning::run)
        .onFailure()
        .invoke(beginning::giveUp);
  }

  /** What a call has begun so far; its transaction may run more than once before it commits. */
  public final class Beginning {

    private final AtomicReference<RunSimulation.@Nullable Slot> slot = new AtomicReference<>();
    private final AtomicReference<StartSimulation.@Nullable Job> job = new AtomicReference<>();

    private Beginning() {}

    /** Orders what is started, if this instance has a place left. */
    public Uni<Ruling<Simulation>> order(Supplier<Uni<Ruling<Started>>> start) {
      return hasPlace()
          ? start.get().map(this::ordered)
          : Uni.createFrom().item(refuse(SIMULATIONS_BUSY));
    }

    private boolean hasPlace() {
      if (slot.get() == null) {
        Optional<RunSimulation.Slot> free = runs.reserve();
        slot.set(free.orElse(null));
      }
      return slot.get() != null;
    }

    private Ruling<Simulation> ordered(Ruling<Started> ruling) {
      return switch (ruling) {
        case Ruling.Accepted<Started>(var started) -> {
          job.set(started.job());
          yield Ruling.accept(started.simulation());
        }
        case Ruling.Refused<Started>(var refusal) -> refuse(refusal);
        case Ruling.Unsound<Started>(var problems) -> new Ruling.Unsound<>(problems);
      };
    }

    private void run() {
      var place = slot.getAndSet(null);
      var work = job.get();
      if (place != null && work != null) {
        place.run(work);
      } else if (place != null) {
        place.release();
      }
    }

    private void giveUp() {
      var place = slot.getAndSet(null);
      if (place != null) {
        place.release();
      }
    }
  }
}
