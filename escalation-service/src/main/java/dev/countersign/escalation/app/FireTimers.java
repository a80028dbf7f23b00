package dev.countersign.escalation.app;

import dev.countersign.escalation.EscalationServiceConfig;
import dev.countersign.escalation.core.Firing;
import dev.countersign.escalation.core.Firing.Note;
import dev.countersign.escalation.core.Firing.Send;
import dev.countersign.escalation.core.Resending;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.escalation.core.TimerKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fires what is due: claim, produce and await the acknowledgements, commit. A crash in between
 * sends the same command once more, under the same id (H7).
 */
@ApplicationScoped
public class FireTimers {

  private final Timers timers;
  private final Commands commands;
  private final FiringMetrics metrics;
  private final Resending resending;
  private final int batch;
  private final int batchesAtOnce;

  FireTimers(
      Timers timers, Commands commands, FiringMetrics metrics, EscalationServiceConfig config) {
    this.timers = timers;
    this.commands = commands;
    this.metrics = metrics;
    this.resending = new Resending(config.resendAfter(), config.resendAtMost());
    this.batch = config.batch();
    this.batchesAtOnce = config.batchesAtOnce();
  }

  /** One round; tells how many timers it fired. Of those it found, others may have fired some. */
  public Uni<Integer> round(Actor.Service actor) {
    return timers.due(batch * batchesAtOnce).flatMap(this::fireAll);
  }

  private Uni<Integer> fireAll(List<TimerKey> due) {
    return Multi.createFrom()
        .iterable(batches(due))
        .onItem()
        .transformToUni(keys -> timers.fire(keys, this::carryOut))
        .merge(batchesAtOnce)
        .collect()
        .with(Collectors.summingInt(fired -> fired));
  }

  private List<List<TimerKey>> batches(List<TimerKey> due) {
    var batches = new ArrayList<List<TimerKey>>();
    for (int from = 0; from < due.size(); from += batch) {
      batches.add(due.subList(from, Math.min(from + batch, due.size())));
    }
    return batches;
  }

  private Uni<List<Fired>> carryOut(List<Claimed> claimed) {
    var fired = claimed.stream().map(this::fired).toList();
    return commands
        .send(fired.stream().flatMap(FireTimers::command).toList())
        .invoke(() -> metrics.fired(claimed))
        .replaceWith(fired);
  }

  private Fired fired(Claimed claimed) {
    var firing = Firing.of(claimed.timer(), claimed.attempt(), claimed.now(), resending);
    return new Fired(claimed, firing);
  }

  private static Stream<TimerCommand> command(Fired fired) {
    return switch (fired.firing()) {
      case Send(var command, _) -> Stream.of(command);
      case Note _ -> Stream.empty();
    };
  }
}
