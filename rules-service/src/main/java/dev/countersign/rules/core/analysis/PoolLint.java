package dev.countersign.rules.core.analysis;

import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.people.Pool;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Conduct.SelfApproval;
import dev.countersign.rules.core.policy.Doubt.NoApplicableStep;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks.Target;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.policy.Terms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the steps of a policy against the people there are (A-01, A-03, F-137). It counts everyone
 * who could ever be asked, so what it finds is so for every event; what depends on the event, such
 * as who is whose manager, it leaves to the moment of asking, where too few people block a step.
 */
final class PoolLint {

  private final Terms terms;
  private final Directory directory;
  private final Set<LintFinding> findings = new LinkedHashSet<>();

  private PoolLint(Terms terms, Directory directory) {
    this.terms = terms;
    this.directory = directory;
  }

  static List<LintFinding> findings(Terms terms, Directory directory) {
    if (directory.isEmpty()) {
      return List.of(new LintFinding(Code.DIRECTORY_EMPTY, "policy", ""));
    }
    var lint = new PoolLint(terms, directory);
    for (var rule : terms.rules()) {
      rule.coverage().plans().forEach(plan -> plan.steps().forEach(it -> lint.step(it, rule.id())));
    }
    if (terms.settings().doubt().onNoApplicableStep()
        instanceof NoApplicableStep.Fallback(var step)) {
      lint.step(step, "fallback");
    }
    return List.copyOf(lint.findings);
  }

  private void step(Step step, String rule) {
    var where = rule + "/" + step.name();
    if (step.gate().bypass().filter(it -> it.until().isEmpty()).isPresent()) {
      return;
    }
    step.approvers().forEach(it -> approver(it, where));
    var pool = directory.pool(step.approvers());
    if (!pool.isOpen()) {
      size(step.quorum(), pool, where);
    }
    if (step.clocks().timeout() instanceof Timeout.Escalate(var ladder)) {
      for (int index = 0; index < ladder.size(); index++) {
        if (ladder.get(index).target() instanceof Target.Others(var others)) {
          rung(others, where + " rung " + (index + 1));
        }
      }
    }
  }

  private void approver(Approver approver, String where) {
    var one = List.of(approver);
    switch (approver) {
      case Approver.User(var person, _) ->
          addUnless(directory.decides(person), Code.PERSON_UNKNOWN, where, person.value());
      case Approver.Role(var role, _) ->
          addUnless(directory.pool(one).size() > 0, Code.ROLE_UNHELD, where, "role " + role);
      case Approver.Group(var group, _) ->
          addUnless(directory.pool(one).size() > 0, Code.ROLE_UNHELD, where, "group " + group);
      case Approver.Resolver(var resolver, _, _) ->
          addUnless(false, Code.RESOLVER_NOT_PROVEN, where, "resolver " + resolver);
      case Approver.ManagerOf _, Approver.Attribute _ -> {}
    }
  }

  private void size(Quorum quorum, Pool pool, String where) {
    var size = pool.size();
    if (size == 0) {
      addUnless(false, Code.POOL_EMPTY, where, "");
    } else if (Quorum.needed(quorum, size) > size) {
      addUnless(false, Code.QUORUM_ABOVE_POOL, where, words(quorum, size));
    } else if (terms.settings().conduct().selfApproval() == SelfApproval.FORBIDDEN) {
      // Any of them may be the maker of the request, and is then not asked.
      var left = size - 1;
      addUnless(
          left > 0 && Quorum.needed(quorum, left) <= left,
          Code.POOL_NEEDS_ITS_MAKER,
          where,
          words(quorum, size));
    }
  }

  private static String words(Quorum quorum, int size) {
    return "needs " + Quorum.needed(quorum, size) + " of " + size;
  }

  private void rung(List<Approver> others, String where) {
    var pool = directory.pool(others);
    addUnless(pool.isOpen() || pool.size() > 0, Code.RUNG_ASKS_NOBODY, where, "");
  }

  private void addUnless(boolean isSound, Code code, String where, String example) {
    if (!isSound) {
      findings.add(new LintFinding(code, where, example));
    }
  }
}
