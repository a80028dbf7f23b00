package dev.countersign.rules.app.window;

import dev.countersign.platform.rounds.Rounds;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.window.WindowedFact;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Forgets again and again what no window can hold any more. It is kept for the longest window there
 * may be, not for the longest there is: a later version with a longer one must not begin at
 * nothing.
 */
@ApplicationScoped
class ForgetCounts {

  /** For so long an event is kept: an event as late as may be still finds all of its window. */
  static final Duration KEPT = WindowedFact.LONGEST.plus(WindowedFact.LATENESS);

  private static final Logger LOG = Logger.getLogger(ForgetCounts.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final LiveRules rules;
  private final TenantTransaction transaction;
  private final EventCounts counts;
  private final Duration every;
  private final Rounds rounds;

  ForgetCounts(
      Vertx vertx,
      LiveRules rules,
      TenantTransaction transaction,
      EventCounts counts,
      RulesServiceConfig config) {
    this.rules = rules;
    this.transaction = transaction;
    this.counts = counts;
    this.every = config.windows().forgottenEvery();
    this.rounds = new Rounds(vertx, this::look, this::fail);
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
        ? handle(Instant.now()).replaceWith(every)
        : Uni.createFrom().item(SOON);
  }

  /** Answers how much was forgotten; each partner is a transaction of its own. */
  Uni<Integer> handle(Instant now) {
    return Multi.createFrom()
        .iterable(rules.partners())
        .onItem()
        .transformToUniAndConcatenate(partner -> handle(partner, now))
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  private Uni<Integer> handle(Partner partner, Instant now) {
    return transaction.run(
        Set.of(partner.id().value()), tx -> counts.forget(tx, partner.id(), now.minus(KEPT)));
  }

  private Duration fail(Throwable failure) {
    LOG.warnf("What was counted is not forgotten, trying again: %s", failure);
    return every.compareTo(SOON) < 0 ? every : SOON;
  }
}
