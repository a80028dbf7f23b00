package dev.countersign.request.read;

import java.util.Optional;
import java.util.Set;

/**
 * How a request looks from the roles the viewer holds: words for a page, which knows more to say
 * than yes or no. Whether the viewer may decide is for the rules to say, who know whom a step asks
 * by group, name, manager or resolver.
 */
public sealed interface Standing {

  /** The step is open for a role the viewer holds. */
  record MayDecide(StepView step, String role) implements Standing {}

  record MayNot(Hindrance hindrance, Optional<StepView> step) implements Standing {}

  /** What stands in the way. */
  enum Hindrance {
    CLOSED,
    QUARANTINED,
    MAKER,
    ALREADY_DECIDED,
    LATER_STEP,
    OTHER_ROLE,
    NO_ROLE
  }

  static Standing of(RequestView request, Viewer viewer, Set<String> roles) {
    var open = request.openStep();
    if (request.summary().status().equals("QUARANTINED")) {
      return new MayNot(Hindrance.QUARANTINED, open);
    }
    if (!request.isOpen() || open.isEmpty()) {
      return new MayNot(Hindrance.CLOSED, open);
    }
    if (request.makerSet().contains(viewer.person())) {
      return new MayNot(Hindrance.MAKER, open);
    }
    if (request.voteOf(viewer.person()).isPresent()) {
      return new MayNot(Hindrance.ALREADY_DECIDED, open);
    }
    for (StepView step : request.openSteps()) {
      var role = roles.stream().filter(step::isFor).findFirst();
      if (role.isPresent()) {
        return new MayDecide(step, role.get());
      }
    }
    return notOfThisStep(request, open.get(), roles);
  }

  private static Standing notOfThisStep(RequestView request, StepView open, Set<String> roles) {
    var later =
        request.steps().stream()
            .filter(step -> step.status().equals("WAITING"))
            .filter(step -> roles.stream().anyMatch(step::isFor))
            .findFirst();
    if (later.isPresent()) {
      return new MayNot(Hindrance.LATER_STEP, later);
    }
    return new MayNot(
        roles.isEmpty() ? Hindrance.NO_ROLE : Hindrance.OTHER_ROLE, Optional.of(open));
  }
}
