package dev.countersign.request.rest;

import dev.countersign.platform.web.Attempt;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.attempt.WatchRefusals;
import dev.countersign.request.core.PersonId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Set;
import org.jboss.logging.Logger;

/** Hands on what any door of this service refused, page or API. */
@ApplicationScoped
class RefusedCalls {
  private static final Logger LOG = Logger.getLogger(RefusedCalls.class);

  private final WatchRefusals watch;

  RefusedCalls(WatchRefusals watch) {
    this.watch = watch;
  }

  void onRefusal(@ObservesAsync Attempt attempt) {
    var actor = new Actor.Human(attempt.partner(), new PersonId(attempt.person()), Set.of());
    var kept =
        attempt.status() == 403
            ? watch.forbidden(actor, attempt.code(), attempt.target())
            : watch.missed(actor, attempt.target());
    kept.subscribe()
        .with(
            _ -> {},
            failure -> LOG.warnf(failure, "A refused attempt is lost: code=%s", attempt.code()));
  }
}
