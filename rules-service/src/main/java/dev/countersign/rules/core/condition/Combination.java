package dev.countersign.rules.core.condition;

import java.util.List;

/**
 * Several tests of which one can settle the answer: a false one for {@code all}, a true one for
 * {@code any}. The order does not matter to the answer.
 */
final class Combination implements Test {

  private final Test[] parts;
  private final Truth settling;

  Combination(List<Test> parts, Truth settling) {
    this.parts = parts.toArray(Test[]::new);
    this.settling = settling;
  }

  @Override
  public Truth of(FactSource facts) {
    var answer = settling.negated();
    for (var part : parts) {
      var truth = part.of(facts);
      if (truth == settling) {
        return truth;
      }
      if (!truth.isKnown()) {
        answer = answer.isKnown() ? truth : answer.orGraver(truth);
      }
    }
    return answer;
  }

  @Override
  public Truth traced(FactSource facts, Trace trace) {
    var answer = settling.negated();
    for (var part : parts) {
      var truth = part.traced(facts, trace);
      if (truth == settling && !trace.everything()) {
        return truth;
      }
      answer = with(answer, truth);
    }
    return answer;
  }

  private Truth with(Truth answer, Truth next) {
    if (answer == settling || next == settling) {
      return settling;
    }
    return next.isKnown() ? answer : answer.isKnown() ? next : answer.orGraver(next);
  }
}
