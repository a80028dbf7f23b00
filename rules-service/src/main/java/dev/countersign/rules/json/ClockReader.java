package dev.countersign.rules.json;

import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Span;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.StepClocks.Mode;
import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Optional;

/**
 * Reads the clocks of a step: on the step itself or under {@code clocks}. What a step leaves
 * unsaid, the document says for all of its steps.
 */
record ClockReader(Optional<Document> ofAllSteps) {

  private static final String TIMEOUT_INVALID = "timeout_invalid";

  /** What may happen when a step's time is over. */
  enum OnTimeout {
    REMIND,
    ESCALATE,
    EXPIRE_STEP,
    NOTIFY_ONLY
  }

  StepClocks read(Document step) {
    var clocks = step.element("clocks").map(it -> it.open(DocumentPart.CLOCKS)).orElse(step);
    if (step.has("clocks") && DocumentPart.CLOCKS.fields().stream().anyMatch(step::has)) {
      throw InvalidPolicy.at(
          step.at("clocks"), "clocks_unclear", "Write the clocks under clocks or on the step.");
    }
    var calendar = clocks.text("calendar");
    var spans = new SpanReader(calendar.isPresent());
    return new StepClocks(
        spans.read(clocks, "sla", "sla_invalid"), timeout(clocks, spans), calendar);
  }

  private Timeout timeout(Document clocks, SpanReader spans) {
    var ladder = clocks.list("ladder", element -> rung(element, spans));
    if (ladder.isPresent()) {
      return ladder(clocks, ladder.get(), spans);
    }
    var saysWhen = clocks.has("timeout") ? Optional.of(clocks) : ofAllSteps;
    var after = saysWhen.flatMap(it -> spans.read(it, "timeout", TIMEOUT_INVALID));
    var saysWhom = clocks.has("escalateTo") ? Optional.of(clocks) : ofAllSteps;
    var target = saysWhom.flatMap(it -> it.element("escalateTo"));
    var kind = clocks.word("onTimeout", OnTimeout.class);
    if (after.isEmpty()) {
      if (target.isPresent() || kind.isPresent()) {
        throw InvalidPolicy.at(clocks.at("timeout"), "timeout_missing", "Say after how long.");
      }
      return new Timeout.None();
    }
    var what = kind.orElse(target.isPresent() ? OnTimeout.ESCALATE : OnTimeout.NOTIFY_ONLY);
    return timeout(what, after.get(), target.map(ApproverReader::read), clocks);
  }

  private static Timeout timeout(
      OnTimeout kind, Span after, Optional<Approver> target, Document clocks) {
    var isEscalation = kind == OnTimeout.ESCALATE;
    if (isEscalation != target.isPresent()) {
      throw InvalidPolicy.at(
          clocks.at("escalateTo"), "ladder_invalid", "ESCALATE goes with escalateTo or a ladder.");
    }
    return switch (kind) {
      case REMIND -> new Timeout.Remind(after);
      case NOTIFY_ONLY -> new Timeout.NotifyOnly(after);
      case EXPIRE_STEP -> new Timeout.ExpireStep(after);
      case ESCALATE ->
          new Timeout.Escalate(
              List.of(
                  new Rung(
                      after, new Target.Others(List.of(target.orElseThrow())), Mode.ADD, true)));
    };
  }

  /** A ladder says everything; a timeout beside it may only repeat its first rung. */
  private static Timeout ladder(Document clocks, List<Rung> ladder, SpanReader spans) {
    var after = spans.read(clocks, "timeout", TIMEOUT_INVALID);
    var kind = clocks.word("onTimeout", OnTimeout.class).orElse(OnTimeout.ESCALATE);
    var repeats =
        after.isEmpty() || (!ladder.isEmpty() && ladder.getFirst().after().equals(after.get()));
    if (!repeats || kind != OnTimeout.ESCALATE || clocks.has("escalateTo")) {
      throw InvalidPolicy.at(
          clocks.at("ladder"), "ladder_invalid", "A ladder says when and to whom by itself.");
    }
    return new Timeout.Escalate(ladder);
  }

  private static Rung rung(Element element, SpanReader spans) {
    var rung = element.open(DocumentPart.RUNG);
    var after =
        spans
            .read(rung, "after", TIMEOUT_INVALID)
            .orElseThrow(
                () -> InvalidPolicy.at(rung.at("after"), "timeout_missing", "Say after how long."));
    return new Rung(
        after,
        target(rung),
        rung.word("mode", Mode.class).orElse(Mode.ADD),
        rung.flag("resetClock").orElse(true));
  }

  private static Target target(Document rung) {
    var step = rung.text("step");
    var approvers = rung.list("approvers", ApproverReader::read);
    var isNamed = ApproverReader.isNamedIn(rung);
    if ((step.isPresent() ? 1 : 0) + (approvers.isPresent() ? 1 : 0) + (isNamed ? 1 : 0) != 1) {
      throw InvalidPolicy.at(
          rung.path(), "ladder_invalid", "A rung has approvers, or a step that lends them.");
    }
    return step.<Target>map(Target.OfStep::new)
        .or(() -> approvers.map(Target.Others::new))
        .orElseGet(() -> new Target.Others(List.of(ApproverReader.read(rung))));
  }
}
