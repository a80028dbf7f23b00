package dev.countersign.request.simulation;

import dev.countersign.request.core.Context;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestDecider;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.Ruling;
import java.util.Set;

/**
 * The rules and the coordination around them: the production core, or one with a bug planted, and
 * what the adapters forgot.
 */
record Engine(Rules rules, Set<Bug> bugs) {
  static final Engine PRODUCTION = new Engine(RequestDecider::decide, Set.of());

  /** What the core answers. */
  @FunctionalInterface
  interface Rules {
    Ruling decide(RequestCommand command, RequestState state, Context context);
  }

  /** Bugs that adapters can have. */
  enum Bug {
    NO_INBOX,
    NO_VERSION_CHECK,
    OFFSET_BEFORE_PROCESSING,
    OUTCOME_OUTSIDE_TRANSACTION,
    OUTCOME_ID_NOT_STABLE,
    NO_SWEEPER,
    PARTNER_NOT_CHECKED,
    POISON_SKIPS_NEIGHBOUR,
    SKIPS_TO_LATEST,
    NO_DIRECTORY_READ,
    NO_POOL_REVIEW,
    NO_REVIEW_AT_WINDOW_EDGES,
    LEDGER_OUTSIDE_TRANSACTION,
    ID_REUSE_ACCEPTED,
    BULK_IS_ONE_TRANSACTION,
    BULK_STOPS_AT_REFUSAL,
    BULK_FORGETS_ITS_KEY,
    BULK_SHARES_ONE_VIEW
  }

  boolean has(Bug bug) {
    return bugs.contains(bug);
  }
}
