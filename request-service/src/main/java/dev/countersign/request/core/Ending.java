package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.NOT_DUE;
import static dev.countersign.request.core.Refusal.NOT_PERMITTED;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Canceller.Maker;
import dev.countersign.request.core.Canceller.Operator;
import dev.countersign.request.core.Canceller.SourceEvent;
import dev.countersign.request.core.Canceller.Successor;
import dev.countersign.request.core.RequestCommand.Cancel;
import dev.countersign.request.core.RequestCommand.Expire;
import dev.countersign.request.core.RequestEvent.RequestAutoRejected;
import dev.countersign.request.core.RequestEvent.RequestCancelled;
import dev.countersign.request.core.RequestEvent.RequestExpired;
import dev.countersign.request.core.Settings.CancelRight;
import java.time.Instant;
import java.util.Set;

/**
 * The endings that open requests share, whether pending or quarantined: expiry and cancellation.
 */
final class Ending {
  private Ending() {}

  /** T-14. The timer's word is not enough: the request's own deadline must have passed, too. */
  static Ruling expire(Expire command, Instant expiresAt, Context context) {
    var now = context.now();
    if (now.isBefore(command.dueAt()) || now.isBefore(expiresAt)) {
      return refuse(NOT_DUE);
    }
    return accept(new RequestExpired(expiresAt, now), new RequestAutoRejected(expiresAt, now));
  }

  /** T-15: the policy names who may (C-16); a successor is the engine's own doing. */
  static Ruling cancel(Cancel command, Terms terms, Context context) {
    var allowed = terms.settings().cancelledBy();
    var permitted =
        switch (command.by()) {
          case Maker(var person) ->
              allowed.contains(CancelRight.MAKER) && terms.makers().contains(person);
          case Operator _ -> allowed.contains(CancelRight.OPERATOR);
          case SourceEvent _ -> allowed.contains(CancelRight.SOURCE_EVENT);
          case Successor _ -> true;
        };
    return permitted ? cancelled(command, context) : refuse(NOT_PERMITTED);
  }

  /** What no policy could judge, no policy keeps from being cancelled. */
  static Ruling cancelUnevaluable(Cancel command, Set<PersonId> makers, Context context) {
    var permitted =
        switch (command.by()) {
          case Maker(var person) -> makers.contains(person);
          case Operator _, SourceEvent _, Successor _ -> true;
        };
    return permitted ? cancelled(command, context) : refuse(NOT_PERMITTED);
  }

  private static Ruling cancelled(Cancel command, Context context) {
    return command.reason().isBlank()
        ? refuse(REASON_REQUIRED)
        : accept(new RequestCancelled(command.by(), command.reason(), context.now()));
  }
}
