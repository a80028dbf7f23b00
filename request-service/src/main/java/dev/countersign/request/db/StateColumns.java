package dev.countersign.request.db;

import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Attention;
import dev.countersign.request.core.RequestState.Changes;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.Held;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Quarantined;
import dev.countersign.request.core.RequestState.Review;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.Settings.SelfApproval;
import dev.countersign.request.core.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the columns of a request say of its state. */
final class StateColumns {
  private StateColumns() {}

  static Optional<Terms> terms(RequestState state) {
    return switch (state) {
      case Pending(var terms, _) -> Optional.of(terms);
      case Changes(var terms, _, _) -> Optional.of(terms);
      case Held(var terms, _, _) -> Optional.of(terms);
      case NotOpened _, Quarantined _, Closed _ -> Optional.empty();
    };
  }

  /** The makers of a request that is open. */
  static Optional<List<String>> makers(RequestState state) {
    return state instanceof Quarantined quarantined
        ? Optional.of(names(quarantined.makers()))
        : terms(state).map(terms -> names(terms.makers()));
  }

  static Optional<Instant> expiresAt(RequestState state) {
    return state instanceof Quarantined quarantined
        ? Optional.of(quarantined.expiresAt())
        : terms(state).map(Terms::expiresAt);
  }

  static boolean isReleased(RequestState state) {
    return state instanceof Quarantined quarantined
        && quarantined.attention() == Attention.RELEASED;
  }

  static Optional<Instant> effectiveAt(RequestState state) {
    return state instanceof Held held ? Optional.of(held.effectiveAt()) : Optional.empty();
  }

  static Optional<Instant> reviewBy(RequestState state) {
    return state instanceof UnderReview reviewed
        ? Optional.of(reviewed.reviewBy())
        : Optional.empty();
  }

  static boolean isReviewed(RequestState state) {
    return state instanceof UnderReview reviewed && reviewed.review() == Review.DONE;
  }

  static boolean allowsSelfApproval(RequestState state) {
    return terms(state)
        .map(terms -> terms.settings().selfApproval() == SelfApproval.ALLOWED)
        .orElse(false);
  }

  private static List<String> names(Collection<PersonId> people) {
    return people.stream().sorted().map(PersonId::value).toList();
  }
}
