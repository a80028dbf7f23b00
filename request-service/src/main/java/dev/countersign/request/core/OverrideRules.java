package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.MAKER_MAY_NOT_DECIDE;
import static dev.countersign.request.core.Refusal.NOT_PERMITTED;
import static dev.countersign.request.core.Refusal.OVERRIDE_NOT_ALLOWED;
import static dev.countersign.request.core.Refusal.OVERRIDE_QUOTA_EXHAUSTED;
import static dev.countersign.request.core.Refusal.OVERRIDE_REVIEWS_OVERDUE;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.WITNESS_NOT_INDEPENDENT;
import static dev.countersign.request.core.Refusal.WITNESS_REQUIRED;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.OverrideCheckers;
import dev.countersign.request.core.RequestEvent.RequestOverridden;
import dev.countersign.request.core.Settings.OverrideTerms;
import java.util.Optional;
import java.util.Set;

/** The witnessed way round the checkers (C-23); a review is owed for it. */
final class OverrideRules {
  private OverrideRules() {}

  /** T-21. */
  static Ruling override(
      OverrideCheckers command,
      Set<PersonId> makers,
      Optional<OverrideTerms> terms,
      Context context) {
    if (terms.isEmpty()) {
      return refuse(OVERRIDE_NOT_ALLOWED);
    }
    return refusalOf(command, makers, terms.get(), context)
        .map(Ruling::refuse)
        .orElseGet(() ->
            accept(
                new RequestOverridden(
                    command.by().person(),
                    command.witness().orElseThrow(),
                    command.justification(),
                    context.now().plus(terms.get().reviewWithin()),
                    context.now())));
  }

  /** G-OVERRIDE. */
  private static Optional<Refusal> refusalOf(
      OverrideCheckers command, Set<PersonId> makers, OverrideTerms terms, Context context) {
    if (!command.by().is(PlatformRole.PARTNER_ADMIN)) {
      return Optional.of(NOT_PERMITTED);
    }
    if (makers.contains(command.by().person())) {
      return Optional.of(MAKER_MAY_NOT_DECIDE);
    }
    if (command.witness().isEmpty()) {
      return Optional.of(WITNESS_REQUIRED);
    }
    if (!isIndependent(command.witness().get(), command, makers, context)) {
      return Optional.of(WITNESS_NOT_INDEPENDENT);
    }
    if (command.justification().isBlank()) {
      return Optional.of(REASON_REQUIRED);
    }
    if (command.soFar().overdueReviews() > 0) {
      return Optional.of(OVERRIDE_REVIEWS_OVERDUE);
    }
    return command.soFar().thisMonth() >= terms.quotaPerMonth()
        ? Optional.of(OVERRIDE_QUOTA_EXHAUSTED)
        : Optional.empty();
  }

  private static boolean isIndependent(
      PersonId witness, OverrideCheckers command, Set<PersonId> makers, Context context) {
    return !context.directory().isSameHuman(witness, command.by().person())
        && !makers.contains(witness)
        && context
            .directory()
            .find(witness)
            .map(person -> person.isAvailable(context.now()))
            .orElse(false);
  }
}
