package dev.countersign.request.ui;

import dev.countersign.request.core.Turn;
import dev.countersign.request.read.RequestView;
import dev.countersign.request.read.StepView;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What follows if a person approves now, and what a request waits for (F-210). */
final class Forecast {
  private final RequestView request;

  Forecast(RequestView request) {
    this.request = request;
  }

  String ifApproved(Turn turn) {
    var step = step(turn.step());
    var missing = missing(step) - 1;
    if (missing > 0) {
      return "If you approve, %s still needed in this step."
          .formatted(Words.count(missing, "more approval is", "more approvals are"));
    }
    var next = nextIn(step);
    if (next.isPresent()) {
      return "If you approve, step %d (%s) is asked next."
          .formatted(next.get().no(), Words.isolated(next.get().name()));
    }
    var others = request.openSteps().stream().filter(it -> it.no() != step.no()).toList();
    if (!others.isEmpty()) {
      return "If you approve, step %d (%s) still has to."
          .formatted(others.getFirst().no(), Words.isolated(others.getFirst().name()));
    }
    var hold = request.conduct().hold();
    return hold == null
        ? "If you approve, the request is approved."
        : "If you approve, the request is approved and takes effect after %s, if nobody stops it."
            .formatted(Moment.length(hold));
  }

  /** The open step that has waited longest, and for what. */
  Optional<String> bottleneck(Instant now) {
    return request.openSteps().stream()
        .min(Comparator.comparing(Forecast::since))
        .map(step ->
            "Step %d (%s), %s, asked %s"
                .formatted(
                    step.no(),
                    Words.isolated(step.name()),
                    Words.count(missing(step), "approval missing", "approvals missing"),
                    Moment.of(since(step), now).relative()));
  }

  private static Instant since(StepView step) {
    var started = step.startedAt();
    return started == null ? Instant.MAX : started.toInstant();
  }

  private StepView step(int no) {
    return request.steps().stream().filter(step -> step.no() == no).findFirst().orElseThrow();
  }

  private static long missing(StepView step) {
    var needed = step.quorum().needed();
    return needed == null ? 1 : Math.max(0, needed - step.approvals());
  }

  private Optional<StepView> nextIn(StepView step) {
    return request.steps().stream()
        .filter(it -> it.track().equals(step.track()) && it.status().equals("WAITING"))
        .findFirst();
  }
}
