package dev.countersign.request.core;

import static dev.countersign.request.core.Refusal.NOT_DUE;
import static dev.countersign.request.core.Refusal.NOT_PERMITTED;
import static dev.countersign.request.core.Refusal.REASON_REQUIRED;
import static dev.countersign.request.core.Refusal.REVIEWER_INVOLVED;
import static dev.countersign.request.core.Refusal.REVIEW_CLOSED;
import static dev.countersign.request.core.Ruling.accept;
import static dev.countersign.request.core.Ruling.refuse;

import dev.countersign.request.core.Official.PlatformRole;
import dev.countersign.request.core.RequestCommand.RemindReview;
import dev.countersign.request.core.RequestEvent.OverrideReviewOverdue;
import dev.countersign.request.core.RequestEvent.OverrideReviewed;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewOverdue;
import dev.countersign.request.core.RequestEvent.SelfApprovalReviewed;
import dev.countersign.request.core.RequestState.Overridden;
import dev.countersign.request.core.RequestState.Pending;
import dev.countersign.request.core.RequestState.Review;
import dev.countersign.request.core.RequestState.SelfApproved;
import dev.countersign.request.core.RequestState.UnderReview;
import dev.countersign.request.core.Terms.Voters;
import dev.countersign.request.core.step.Tracks;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The review that is owed for an override (C-23) and for what a maker approved (C-09). */
final class ReviewRules {
  private ReviewRules() {}

  /** By when an approval that takes effect now is reviewed: only if a maker's vote is in it. */
  static Optional<Instant> owedBy(Terms terms, Tracks tracks, Instant now) {
    // A timer knows no directory: that a second account is a maker's was said with its vote.
    var isSelfApproved =
        tracks.approvers().stream()
            .anyMatch(it -> terms.makers().contains(it) || terms.voters().asMakers().contains(it));
    return isSelfApproved
        ? Optional.of(now.plus(terms.settings().reviewWithin()))
        : Optional.empty();
  }

  /** The makers, whoever voted in any iteration, and for whom. */
  static Set<PersonId> involvedIn(Terms terms, Tracks tracks) {
    var involved = new HashSet<>(terms.makers());
    involved.addAll(decidedIn(terms, tracks));
    return involved;
  }

  /** The next iteration; whoever decided until now stays known. */
  static Pending again(Pending next, Terms terms, Tracks tracks) {
    var voters = new Voters(decidedIn(terms, tracks), terms.voters().asMakers());
    return new Pending(next.terms().votedBy(voters), next.tracks());
  }

  private static Set<PersonId> decidedIn(Terms terms, Tracks tracks) {
    var decided = new HashSet<>(terms.voters().before());
    for (var step : tracks.steps()) {
      for (var ballot : step.ballots()) {
        decided.add(ballot.by());
        ballot.onBehalfOf().ifPresent(decided::add);
      }
    }
    return decided;
  }

  /** T-24 and what reminds of it; everything else finds a closed request. */
  static Ruling decide(RequestCommand command, UnderReview state, Context context) {
    if (command instanceof RequestCommand.Review review) {
      return review(review, state, context);
    }
    if (command instanceof RemindReview remind && state.review() == Review.OWED) {
      var early =
          context.now().isBefore(remind.dueAt()) || context.now().isBefore(state.reviewBy());
      return early ? refuse(NOT_DUE) : accept(overdue(state, context.now()));
    }
    return refuse(Refusal.REQUEST_CLOSED);
  }

  private static Ruling review(RequestCommand.Review command, UnderReview state, Context context) {
    var by = command.by();
    if (!by.is(PlatformRole.CONTROLLER)) {
      return refuse(NOT_PERMITTED);
    }
    if (state.involved().contains(by.person())) {
      return refuse(REVIEWER_INVOLVED);
    }
    if (command.reason().isBlank()) {
      return refuse(REASON_REQUIRED);
    }
    return state.review() == Review.DONE
        ? refuse(REVIEW_CLOSED)
        : accept(reviewed(command, state, context.now()));
  }

  private static RequestEvent reviewed(
      RequestCommand.Review command, UnderReview state, Instant now) {
    var by = command.by().person();
    return switch (state) {
      case Overridden _ -> new OverrideReviewed(by, command.finding(), command.reason(), now);
      case SelfApproved _ -> new SelfApprovalReviewed(by, command.finding(), command.reason(), now);
    };
  }

  private static RequestEvent overdue(UnderReview state, Instant now) {
    return switch (state) {
      case Overridden _ -> new OverrideReviewOverdue(state.reviewBy(), now);
      case SelfApproved _ -> new SelfApprovalReviewOverdue(state.reviewBy(), now);
    };
  }
}
