package dev.countersign.escalation.app;

import dev.countersign.escalation.core.PartnerId;
import dev.countersign.escalation.core.RequestId;
import dev.countersign.escalation.core.TimerChange;
import dev.countersign.escalation.core.TimerKey;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The timers as rows. What is due, the database's clock says. */
public interface Timers {

  /** Stores what is new among the changes, and the progress, in one transaction. */
  Uni<Void> apply(Progress progress, List<TimerChange> changes);

  /** Timers of any partner that are due, the longest overdue first; nothing is claimed yet. */
  Uni<List<TimerKey>> due(int limit);

  /** How long until the next timer is due; zero when one is, empty when none waits. */
  Uni<Optional<Duration>> untilNext();

  /**
   * Claims those of the timers that are still due and that nobody else holds, has the firings
   * worked out and carried out, and records them, in one transaction: if {@code work} fails, the
   * timers are due as before. Tells how many were fired.
   */
  Uni<Integer> fire(List<TimerKey> due, Function<List<Claimed>, Uni<List<Fired>>> work);

  /** Every timer of a request, done ones included, in the order in which they become due. */
  Uni<List<TimerStatus>> of(PartnerId partner, RequestId request);
}
