package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.money.AmountReading;
import dev.countersign.rules.core.money.Currencies;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Refuses terms that could not be evaluated, or that would ask nobody where somebody is meant. */
public final class TermsCheck {

  private static final int MOST_BANDS = 100;
  private static final int MOST_STEPS = 20;
  private static final int LONGEST_ROLE = 100;
  private static final int LARGEST_QUORUM = 100;
  private static final Duration LONGEST = Duration.ofDays(366);

  private TermsCheck() {}

  /** The first problem found, if any. */
  public static Optional<TermsProblem> check(Terms terms, Operation operation) {
    if (!isPositive(terms.ttl())) {
      return Optional.of(TermsProblem.TTL_INVALID);
    }
    return switch (terms.coverage()) {
      case Always(var steps) -> checkSteps(steps);
      case ByAmount(var bands) -> checkBands(bands, operation);
    };
  }

  private static Optional<TermsProblem> checkBands(List<Band> bands, Operation operation) {
    if (operation.amountUse() == Operation.AmountUse.NONE) {
      return Optional.of(TermsProblem.OPERATION_WITHOUT_AMOUNT);
    }
    if (bands.isEmpty()) {
      return Optional.of(TermsProblem.BANDS_MISSING);
    }
    if (bands.size() > MOST_BANDS) {
      return Optional.of(TermsProblem.TOO_MANY_BANDS);
    }
    return bands.stream()
        .map(TermsCheck::checkBand)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> repeated(bands));
  }

  private static Optional<TermsProblem> checkBand(Band band) {
    var minorUnits = Currencies.minorUnits(band.currency());
    if (minorUnits.isEmpty()) {
      return Optional.of(TermsProblem.CURRENCY_UNKNOWN);
    }
    var from =
        AmountReading.read(
            new Value.Decimal(band.from()), minorUnits.getAsInt(), SignRule.NON_NEGATIVE);
    return from instanceof AmountReading.Valid
        ? checkSteps(band.steps())
        : Optional.of(TermsProblem.AMOUNT_INVALID);
  }

  private static Optional<TermsProblem> repeated(List<Band> bands) {
    var seen = new HashSet<String>();
    var isRepeated =
        bands.stream()
            .map(band -> band.currency() + band.from().stripTrailingZeros().toPlainString())
            .anyMatch(edge -> !seen.add(edge));
    return isRepeated ? Optional.of(TermsProblem.BAND_REPEATED) : Optional.empty();
  }

  private static Optional<TermsProblem> checkSteps(List<Step> steps) {
    if (steps.isEmpty()) {
      return Optional.of(TermsProblem.STEPS_MISSING);
    }
    if (steps.size() > MOST_STEPS) {
      return Optional.of(TermsProblem.TOO_MANY_STEPS);
    }
    return steps.stream().map(TermsCheck::checkStep).flatMap(Optional::stream).findFirst();
  }

  private static Optional<TermsProblem> checkStep(Step step) {
    if (!isName(step.role()) || !isName(step.name())) {
      return Optional.of(TermsProblem.ROLE_INVALID);
    }
    if (step.quorum() instanceof Quorum.Count(var people)
        && (people < 1 || people > LARGEST_QUORUM)) {
      return Optional.of(TermsProblem.QUORUM_INVALID);
    }
    return checkClock(step.clock());
  }

  private static Optional<TermsProblem> checkClock(StepClock clock) {
    return switch (clock) {
      case StepClock.None _ -> Optional.empty();
      case StepClock.NotifyOnly(var after) -> checkTimeout(after);
      case StepClock.Escalate(var after, var role) ->
          isName(role) ? checkTimeout(after) : Optional.of(TermsProblem.ROLE_INVALID);
    };
  }

  private static Optional<TermsProblem> checkTimeout(Duration after) {
    return isPositive(after) ? Optional.empty() : Optional.of(TermsProblem.TIMEOUT_INVALID);
  }

  private static boolean isPositive(Duration duration) {
    return duration.isPositive() && duration.compareTo(LONGEST) <= 0;
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_ROLE
        && text.chars().noneMatch(Character::isISOControl);
  }
}
