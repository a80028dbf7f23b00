package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.policy.Approver.Whose;
import dev.countersign.rules.core.policy.Scope.Place;
import dev.countersign.rules.core.policy.TermsProblem.Code;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the steps of a plan may be. */
record StepCheck(Operation operation, Plan plan, Set<String> calendars, Problems problems) {

  private static final int MOST_STEPS = 20;
  private static final int MOST_APPROVERS = 50;
  private static final int LARGEST_QUORUM = 100;
  private static final int MOST_LEVELS = 10;

  void check(List<Step> steps, String path) {
    problems.unless(!steps.isEmpty(), Code.STEPS_MISSING, path + "steps");
    problems.unless(steps.size() <= MOST_STEPS, Code.TOO_MANY_STEPS, path + "steps");
    for (int index = 0; index < steps.size(); index++) {
      var at = path + "steps[" + index + "].";
      check(steps.get(index), at);
      problems.unless(
          index > 0
              || steps.get(index).approvers().stream().noneMatch(StepCheck::asksManagerOfLast),
          Code.APPROVER_BEFORE_MISSING,
          at + "approvers");
    }
  }

  private void check(Step step, String path) {
    // Before the name, which is the role's where none is given: its problem is the cause.
    approvers(step.approvers(), path + "approvers");
    problems.unless(Words.isName(step.name()), Code.STEP_NAME_INVALID, path + "name");
    problems.unless(
        isQuorum(step.quorum(), poolAtMost(step.approvers())),
        Code.QUORUM_INVALID,
        path + "quorum");
    problems.unless(
        !(step.rejectionRule() instanceof RejectionRule.Count(var count))
            || (count >= 1 && count <= LARGEST_QUORUM),
        Code.REJECTION_RULE_INVALID,
        path + "rejectionRule");
    gate(step.gate(), path);
    new ClockCheck(this).check(step, path + "clocks");
  }

  void approvers(List<Approver> approvers, String path) {
    problems.unless(!approvers.isEmpty(), Code.APPROVERS_MISSING, path);
    problems.unless(approvers.size() <= MOST_APPROVERS, Code.TOO_MANY_APPROVERS, path);
    for (var approver : approvers) {
      problems.unless(isUsable(approver), code(approver), path);
      problems.unless(
          isPlace(approver.scope().branch()) && isPlace(approver.scope().location()),
          Code.APPROVER_INVALID,
          path);
    }
  }

  private void gate(Gate gate, String path) {
    gate.upperBound().ifPresent(it -> limit(it, path + "upperBound"));
    gate.autoApproval()
        .flatMap(Gate.AutoApproval::upTo)
        .ifPresent(it -> limit(it, path + "autoApprove"));
  }

  private void limit(Limit limit, String path) {
    problems.unless(
        operation.amountUse() == Operation.AmountUse.REQUIRED, Code.OPERATION_WITHOUT_AMOUNT, path);
    problems.unless(Currencies.isKnown(limit.currency()), Code.CURRENCY_UNKNOWN, path);
    problems.unless(
        !Currencies.isKnown(limit.currency()) || isAmount(limit.currency(), limit.amount()),
        Code.AMOUNT_INVALID,
        path);
  }

  static boolean isAmount(String currency, BigDecimal amount) {
    var minorUnits = Currencies.minorUnits(currency).orElseThrow();
    return AmountReading.read(new Value.Decimal(amount), minorUnits, SignRule.NON_NEGATIVE)
        instanceof AmountReading.Valid;
  }

  /** Whether a quorum can be met in a group of at most that size (F-101). */
  static boolean isQuorum(Quorum quorum, int groupAtMost) {
    return switch (quorum) {
      case Quorum.Any _, Quorum.All _, Quorum.Majority _ -> true;
      case Quorum.Percent(var percent) -> percent >= 1 && percent <= 100;
      case Quorum.Count(var people) ->
          people >= 1 && people <= LARGEST_QUORUM && people <= groupAtMost;
    };
  }

  /** Named people are counted; how many hold a role is known only where the people are. */
  private static int poolAtMost(List<Approver> approvers) {
    var areNamed =
        approvers.stream()
            .allMatch(it -> it instanceof Approver.User || it instanceof Approver.Attribute);
    return areNamed && !approvers.isEmpty()
        ? (int) approvers.stream().distinct().count()
        : LARGEST_QUORUM;
  }

  private static boolean isUsable(Approver approver) {
    return switch (approver) {
      case Approver.User(var person, _) -> Words.isText(person.value(), 200);
      case Approver.Role(var role, _) -> Words.isName(role);
      case Approver.Group(var group, _) -> Words.isName(group);
      case Approver.ManagerOf(_, var levels, _) -> levels >= 1 && levels <= MOST_LEVELS;
      case Approver.Attribute _ -> true;
      case Approver.Resolver(var resolver, _, _) -> Words.isResolver(resolver);
    };
  }

  private static Code code(Approver approver) {
    return approver instanceof Approver.Role ? Code.ROLE_INVALID : Code.APPROVER_INVALID;
  }

  private static boolean isPlace(Optional<Place> place) {
    return !(place.orElse(null) instanceof Place.Named(var name)) || Words.isName(name);
  }

  private static boolean asksManagerOfLast(Approver approver) {
    return approver instanceof Approver.ManagerOf(var whose, _, _) && whose == Whose.APPROVER;
  }
}
