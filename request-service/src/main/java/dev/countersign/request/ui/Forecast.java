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
  private final Tongue tongue;
  private final SaidWords words;

  Forecast(RequestView request, Tongue tongue) {
    this.request = request;
    this.tongue = tongue;
    this.words = tongue.said();
  }

  String ifApproved(Turn turn) {
    var step = step(turn.step());
    var missing = missing(step) - 1;
    if (missing > 0) {
      return words.ifMissing(missing);
    }
    var next = nextIn(step);
    if (next.isPresent()) {
      return words.ifNext(next.get().no(), Words.isolated(next.get().name()));
    }
    var others = request.openSteps().stream().filter(it -> it.no() != step.no()).toList();
    if (!others.isEmpty()) {
      var other = others.getFirst();
      return words.ifOthers(other.no(), Words.isolated(other.name()));
    }
    var hold = request.conduct().hold();
    return hold == null ? words.ifApproved() : words.ifHeld(Moment.length(hold, tongue.lists()));
  }

  /** The open step that has waited longest, and for what. */
  Optional<String> bottleneck(Instant now) {
    return request.openSteps().stream()
        .min(Comparator.comparing(Forecast::since))
        .map(step ->
            words.bottleneck(
                step.no(),
                Words.isolated(step.name()),
                missing(step),
                Moment.of(since(step), now, tongue).relative()));
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
