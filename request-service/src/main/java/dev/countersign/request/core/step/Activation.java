package dev.countersign.request.core.step;

import dev.countersign.request.core.people.Approver;
import dev.countersign.request.core.people.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was fixed when a step started, and what its clocks did since. */
public record Activation(
    int needed,
    int poolSize,
    List<Approver> asked,
    int rung,
    Set<Signal> signals,
    Optional<Instant> startedAt,
    Optional<Instant> clockFrom,
    Optional<Instant> dueAt) {

  /** What a step's clock says at most once. */
  public enum Signal {
    SLA_BREACHED,
    TIMED_OUT
  }

  static final Activation NOT_YET =
      new Activation(
          0, 0, List.of(), 0, Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public Activation {
    asked = List.copyOf(asked);
    signals = Set.copyOf(signals);
  }

  static Activation of(StepPlan plan, int poolSize, Instant at) {
    return new Activation(
        plan.quorum().neededOf(poolSize),
        poolSize,
        plan.approvers(),
        0,
        Set.of(),
        Optional.of(at),
        Optional.of(at),
        plan.clocks().dueAfter(at, 0));
  }

  /** F-223: a rung changes who is asked; what is needed stays as it was. */
  Activation climbed(StepPlan plan, int next, Pool pool, Instant at) {
    var lent = plan.clocks().rung(next).orElseThrow();
    var from = lent.clock() == Rung.Clock.RESET ? Optional.of(at) : clockFrom;
    return new Activation(
        needed,
        Math.max(poolSize, pool.size()),
        askedWith(lent),
        next,
        signals,
        startedAt,
        from,
        from.flatMap(start -> plan.clocks().dueAfter(start, next)));
  }

  /** Who is asked once the rung is climbed. */
  public List<Approver> askedWith(Rung lent) {
    if (lent.mode() == Rung.Mode.REPLACE) {
      return lent.approvers();
    }
    return java.util.stream.Stream.concat(asked.stream(), lent.approvers().stream())
        .distinct()
        .toList();
  }

  Activation signalled(Signal signal) {
    var all = new java.util.HashSet<>(signals);
    all.add(signal);
    return new Activation(needed, poolSize, asked, rung, all, startedAt, clockFrom, dueAt);
  }
}
