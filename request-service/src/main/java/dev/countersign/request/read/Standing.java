package dev.countersign.request.read;

import java.util.Optional;
import java.util.Set;

/**
 * Whether the viewer may decide now, and if not, the first reason in the way. It only tells what
 * the decider would answer; the decider asks everything again.
 */
public sealed interface Standing {

  /** The step is open for a role the viewer holds. */
  record MayDecide(StepView step, String role) implements Standing {}

  record MayNot(Hindrance hindrance, Optional<StepView> step) implements Standing {}

  /** What stands in the way; the code is the one a decision would be refused with. */
  enum Hindrance {
    CLOSED("request_closed", "This request is closed."),
    QUARANTINED(
        "request_quarantined", "No policy could be applied; an operator has to look at it."),
    MAKER("maker_may_not_decide", "You created this request, so somebody else has to decide it."),
    ALREADY_DECIDED("already_decided", "You have decided this request."),
    LATER_STEP("not_eligible", "Your role is asked in a later step."),
    OTHER_ROLE("not_eligible", "The open step asks for a role you do not hold."),
    NO_ROLE("not_eligible", "The directory gives you no approver role.");

    private final String code;
    private final String text;

    Hindrance(String code, String text) {
      this.code = code;
      this.text = text;
    }

    public String code() {
      return code;
    }

    public String text() {
      return text;
    }
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
