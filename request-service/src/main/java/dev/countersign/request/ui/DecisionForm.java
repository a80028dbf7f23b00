package dev.countersign.request.ui;

import dev.countersign.request.core.Turn;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the form carries besides the vote: the pins of what the person looked at, and a key minted
 * with the page, so that a double click or a lost answer cannot become a second vote.
 */
public record DecisionForm(
    int no,
    String step,
    String payloadDigest,
    int iteration,
    int policyVersion,
    String idempotencyKey,
    StepView.ReasonNeeded reasonNeeded,
    String reason,
    String forecast,
    List<ActForm.Option> returns,
    List<Editable> editables) {

  static DecisionForm of(RequestView request, Turn turn, List<Editable> editables, String reason) {
    var step =
        request.steps().stream().filter(it -> it.no() == turn.step()).findFirst().orElseThrow();
    var pins = request.pins();
    var digest = pins.payloadDigest();
    var policy = pins.policyVersion();
    if (digest == null || policy == null) {
      throw new IllegalStateException("Expected pins on " + request.summary().id());
    }
    return new DecisionForm(
        step.no(),
        step.name(),
        digest,
        request.iteration(),
        policy,
        UUID.randomUUID().toString(),
        step.reasonNeeded(),
        reason,
        new Forecast(request).ifApproved(turn),
        returns(request, turn),
        editables);
  }

  /** Whether somebody has typed into a field and was refused. */
  public boolean isEdited() {
    return editables.stream().anyMatch(Editable::isTyped);
  }

  /** Where changes can go back to: the maker, or an approved step of the same track. */
  private static List<ActForm.Option> returns(RequestView request, Turn turn) {
    var options = new ArrayList<ActForm.Option>();
    options.add(new ActForm.Option("", "the maker"));
    request.steps().stream()
        .filter(step -> turn.returns().contains(step.no()))
        .map(step ->
            new ActForm.Option(
                Integer.toString(step.no()), "step %d (%s)".formatted(step.no(), step.name())))
        .forEach(options::add);
    return List.copyOf(options);
  }

  /** The policy's question, or the plain word for it. */
  public String question() {
    var prompt = reasonNeeded.prompt();
    return prompt == null ? "Your reason" : prompt;
  }

  public boolean alwaysNeedsReason() {
    return reasonNeeded.approve() && reasonNeeded.reject();
  }

  public String hint() {
    return need() + length() + " It goes on the record with your name.";
  }

  private String length() {
    var least = reasonNeeded.minLength();
    return least > 1 && !need().startsWith("Optional")
        ? " At least %d characters.".formatted(least)
        : "";
  }

  private String need() {
    if (alwaysNeedsReason()) {
      return "Required.";
    }
    if (reasonNeeded.reject()) {
      return "Required to reject.";
    }
    return reasonNeeded.approve() ? "Required to approve." : "Optional.";
  }
}
