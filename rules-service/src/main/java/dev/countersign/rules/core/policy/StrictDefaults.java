package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The policies a strict partner starts with: F-067 to F-075. The amounts are taka and are not
 * converted, so a partner of another currency starts with the "always" ones only; the rest of its
 * operations stay quarantined until it says what it wants.
 */
public final class StrictDefaults {

  public static final String CURRENCY = "BDT";

  private static final Duration STEP_TIMEOUT = Duration.ofDays(2);
  private static final Step SUPERVISOR = escalating("Mid-Office Supervisor", "Controller");
  private static final Step CONTROLLER = escalating("Controller", "Director");
  private static final Step ACCOUNTANT = escalating("Accountant Supervisor", "Controller");
  private static final Step TREASURER = escalating("Treasurer", "Director");
  // Above a director there is nobody to escalate to.
  private static final Step DIRECTOR =
      Step.of("Director", StepClocks.of(new Timeout.NotifyOnly(STEP_TIMEOUT)));

  private StrictDefaults() {}

  /** The terms per operation for a partner that books in the given currency. */
  public static SequencedMap<OperationCode, Terms> of(String currency) {
    Map<String, Coverage> coverages = new LinkedHashMap<>();
    if (currency.equals(CURRENCY)) {
      coverages.put("booking", tiersFrom("200000"));
      coverages.put("invoice", tiersFrom("200000"));
      coverages.put("refund", tiersFrom("100000"));
      coverages.put("credit_limit_change", oneBand("500000", CONTROLLER));
      coverages.put("journal_entry", oneBand("50000", ACCOUNTANT));
      coverages.put("payout", oneBand("1000000", TREASURER));
      coverages.put("write_off", oneBand("25000", CONTROLLER));
    }
    coverages.put("supplier_bank_detail_change", new Always(Plan.of(List.of(CONTROLLER))));
    coverages.put("period_close", new Always(Plan.of(List.of(CONTROLLER))));
    var terms = new LinkedHashMap<OperationCode, Terms>();
    var settings = Settings.of(Preset.STRICT_MAKER_CHECKER);
    coverages.forEach(
        (code, coverage) -> terms.put(new OperationCode(code), Terms.of(coverage, settings)));
    return terms;
  }

  private static Coverage tiersFrom(String lowest) {
    return new ByAmount(
        List.of(
            band(lowest, SUPERVISOR),
            band("500000", CONTROLLER),
            band("2000000", CONTROLLER, DIRECTOR)));
  }

  private static Coverage oneBand(String from, Step step) {
    return new ByAmount(List.of(band(from, step)));
  }

  private static Band band(String from, Step... steps) {
    return new Band(
        CURRENCY,
        new BigDecimal(from),
        RequiresApproval.AT_OR_ABOVE,
        Optional.empty(),
        Plan.of(List.of(steps)));
  }

  private static Step escalating(String role, String toRole) {
    return Step.of(
        role, StepClocks.of(new Timeout.Escalate(List.of(Rung.of(STEP_TIMEOUT, toRole)))));
  }
}
