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
    Need need,
    String question,
    String hint,
    String reason,
    String forecast,
    List<ActForm.Option> returns,
    List<Editable> editables) {

  /** Which votes ask for a reason. */
  public enum Need {
    ALWAYS,
    TO_REJECT,
    TO_APPROVE,
    NEVER;

    static Need of(StepView.ReasonNeeded reason) {
      if (reason.approve()) {
        return reason.reject() ? ALWAYS : TO_APPROVE;
      }
      return reason.reject() ? TO_REJECT : NEVER;
    }
  }

  static DecisionForm of(
      RequestView request, Turn turn, List<Editable> editables, String reason, Tongue tongue) {
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
        Need.of(step.reasonNeeded()),
        question(step, tongue),
        hint(step, tongue.said()),
        reason,
        new Forecast(request, tongue).ifApproved(turn),
        returns(request, turn, tongue.said()),
        editables);
  }

  /** Whether somebody has typed into a field and was refused. */
  public boolean isEdited() {
    return editables.stream().anyMatch(Editable::isTyped);
  }

  /** Where changes can go back to: the maker, or an approved step of the same track. */
  private static List<ActForm.Option> returns(RequestView request, Turn turn, SaidWords words) {
    var options = new ArrayList<ActForm.Option>();
    options.add(new ActForm.Option("", words.maker()));
    request.steps().stream()
        .filter(step -> turn.returns().contains(step.no()))
        .map(step ->
            new ActForm.Option(Integer.toString(step.no()), words.step(step.no(), step.name())))
        .forEach(options::add);
    return List.copyOf(options);
  }

  /** The policy's question, or the plain word for it. */
  private static String question(StepView step, Tongue tongue) {
    var prompt = step.reasonNeeded().prompt();
    return prompt == null ? tongue.said().yourReason() : prompt;
  }

  private static String hint(StepView step, SaidWords words) {
    var need = Need.of(step.reasonNeeded());
    var least = step.reasonNeeded().minLength();
    var length = least > 1 && need != Need.NEVER ? " " + words.atLeast(least) : "";
    return words.need(need) + length + " " + words.withYourName();
  }

  public boolean alwaysNeedsReason() {
    return need == Need.ALWAYS;
  }
}
