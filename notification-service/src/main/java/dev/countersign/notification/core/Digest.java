package dev.countersign.notification.core;

import dev.countersign.notification.core.StepPlace.Quorum;
import java.util.List;

/** What was gathered for a person, parted by whether it is still worth telling. */
public record Digest(List<Gathered> kept, List<Gathered> overtaken) {

  public Digest {
    kept = List.copyOf(kept);
    overtaken = List.copyOf(overtaken);
  }

  /**
   * A call for a decision is overtaken when the request has ended, the person has decided, the
   * step's quorum is reached, or another iteration has begun. In doubt it is told.
   */
  public static Digest of(String personId, List<Gathered> gathered, List<PastEvent> history) {
    var overtaken =
        gathered.stream().filter(one -> isOvertaken(personId, one.event(), history)).toList();
    var kept = gathered.stream().filter(one -> !overtaken.contains(one)).toList();
    return new Digest(kept, overtaken);
  }

  private static boolean isOvertaken(String personId, PastEvent call, List<PastEvent> history) {
    return !call.kind().endsRequest()
        && history.stream()
            .anyMatch(later -> later.isAfter(call) && overtakes(personId, later, call));
  }

  private static boolean overtakes(String personId, PastEvent later, PastEvent call) {
    return switch (later.kind()) {
      case REQUEST_APPROVED,
          REQUEST_REJECTED,
          REQUEST_EXPIRED,
          REQUEST_CANCELLED,
          REQUEST_OVERRIDDEN,
          REQUEST_REVOKED ->
          true;
      case DECISION_RECORDED -> isSameStep(later, call) && settles(personId, later.facts());
      case STEP_REMINDED -> false;
      case ASSIGNMENT_REASSIGNED ->
          isSameStep(later, call) && later.facts().by().contains(personId);
      case STEP_STARTED, STEP_ESCALATED -> iteration(later) > iteration(call);
    };
  }

  private static boolean settles(String personId, Facts decision) {
    return decision.by().contains(personId)
        || decision.place().filter(place -> place.quorum() == Quorum.REACHED).isPresent();
  }

  private static boolean isSameStep(PastEvent one, PastEvent other) {
    return iteration(one) == iteration(other) && step(one) == step(other);
  }

  private static int iteration(PastEvent event) {
    return event.facts().place().map(StepPlace::iteration).orElse(0);
  }

  private static int step(PastEvent event) {
    return event.facts().place().map(StepPlace::step).orElse(0);
  }
}
