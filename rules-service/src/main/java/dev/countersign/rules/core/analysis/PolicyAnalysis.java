package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.analysis.Proof.Coverage;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.evaluation.Facts;
import dev.countersign.rules.core.evaluation.QuarantineReason;
import dev.countersign.rules.core.evaluation.TraceLine;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.core.policy.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves that a policy asks somebody about every event that can be judged, or finds one it forgets
 * (N-06). It puts the inputs that stand for all others through the evaluator itself, so the two can
 * never disagree about what a policy means.
 */
public final class PolicyAnalysis {

  private static final long MOST_INPUTS = 50_000;
  private static final Partner ANYBODY =
      new Partner(new PartnerId("analysis"), "", Preset.LIGHTWEIGHT, List.of(), "UTC", "USD", 1);

  private final Terms terms;
  private final Operation operation;
  private final Abstraction abstraction;
  private final Policy policy;
  private final Reached reached;
  private final Map<Code, LintFinding> seen = new HashMap<>();

  private PolicyAnalysis(Terms terms, Operation operation) {
    this.terms = terms;
    this.operation = operation;
    this.abstraction = new Abstraction(terms);
    var key = new Policy.Key(ANYBODY.id(), operation.code(), new PolicyId(new UUID(0, 0)), 1);
    this.policy = Policy.compile(key, abstraction.terms());
    this.reached = new Reached(policy);
  }

  /**
   * Analyses terms that {@code TermsCheck} let pass, and holds them against the people there are
   * and the facts that are declared.
   */
  public static Proof prove(Terms terms, Operation operation, Directory directory) {
    return prove(terms, operation)
        .with(FactLint.findings(terms, operation.facts()))
        .with(PoolLint.findings(terms, directory));
  }

  /** Whether terms that {@code TermsCheck} let pass ask somebody about every event. */
  public static Proof prove(Terms terms, Operation operation) {
    return new PolicyAnalysis(terms, operation).prove();
  }

  private Proof prove() {
    var findings = new ArrayList<>(StaticLint.findings(terms));
    var isComplete = count() <= MOST_INPUTS;
    if (isComplete) {
      tryAll();
      findings.addAll(seen.values());
      if (abstraction.isExact()) {
        findings.addAll(reached.missing());
      }
    }
    var isBad = !seen.isEmpty();
    var isUndecided = !isComplete || (isBad && !abstraction.isExact());
    if (isUndecided) {
      findings.add(new LintFinding(Code.CANNOT_PROVE, "policy", ""));
      return new Proof(Coverage.CANNOT_PROVE, findings);
    }
    var hasHole = findings.stream().anyMatch(it -> it.code() == Code.GAP);
    return new Proof(isBad || hasHole ? Coverage.UNSAFE : Coverage.SAFE, findings);
  }

  private long count() {
    var inputs = abstraction.inputs();
    long count = inputs.instants().size();
    for (var values : inputs.fields().values()) {
      count = Math.min(count * values.size(), MOST_INPUTS + 1);
    }
    long amounts = 0;
    for (var currency : inputs.currencies()) {
      amounts += inputs.amountsIn(currency, operation.signRule()).size();
    }
    return count * amounts;
  }

  private void tryAll() {
    var fields = List.copyOf(abstraction.inputs().fields().entrySet());
    for (var currency : abstraction.inputs().currencies()) {
      for (var amount : abstraction.inputs().amountsIn(currency, operation.signRule())) {
        var data = new HashMap<String, Value>();
        data.put("currency", new Value.Text(currency));
        data.put("amount", amount);
        tryAll(data, fields, 0);
      }
    }
  }

  private void tryAll(
      Map<String, Value> data, List<Map.Entry<String, List<Value>>> fields, int next) {
    if (next == fields.size()) {
      look(data);
      return;
    }
    for (var value : fields.get(next).getValue()) {
      data.put(fields.get(next).getKey(), value);
      tryAll(data, fields, next + 1);
    }
  }

  private void look(Map<String, Value> data) {
    for (var at : abstraction.inputs().instants()) {
      var event =
          new Event(
              ANYBODY.id().value(),
              Optional.of(operation),
              Intent.OPEN,
              Optional.of("maker"),
              Optional.empty(),
              new Value.Fields(data),
              at);
      look(event, data);
    }
  }

  private void look(Event event, Map<String, Value> data) {
    var facts = Facts.of(event, operation.paths()).withMakerReason("x".repeat(500));
    switch (Evaluator.apply(policy, ANYBODY, event, facts)) {
      case Conclusion.Required it -> it.clauses().forEach(clause -> reached.note(clause.id()));
      case Conclusion.NotRequired it -> note(it.trace());
      case Conclusion.Quarantined it -> {
        note(it.trace());
        code(it.reason())
            .ifPresent(
                code -> seen.putIfAbsent(code, new LintFinding(code, "policy", Example.of(data))));
      }
      case Conclusion.Withdrawal _ -> {}
    }
  }

  private void note(List<TraceLine> trace) {
    trace.stream().filter(TraceLine::matched).forEach(line -> reached.note(line.rule()));
  }

  private Optional<Code> code(QuarantineReason reason) {
    return switch (reason) {
      case NO_APPLICABLE_STEP ->
          Optional.of(
              terms.settings().doubt().onNoApplicableStep() instanceof NoApplicableStep.AutoApprove
                  ? Code.FAILS_OPEN_BY_CHOICE
                  : Code.NOBODY_ASKED);
      case AMOUNT_WITHOUT_BAND -> Optional.of(Code.GAP);
      case TRACKS_UNREACHABLE -> Optional.of(Code.TRACKS_UNREACHABLE);
      default -> Optional.empty();
    };
  }
}
