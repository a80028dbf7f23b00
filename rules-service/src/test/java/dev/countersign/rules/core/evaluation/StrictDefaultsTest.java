package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.RulesFixtures.event;
import static dev.countersign.rules.core.RulesFixtures.strictDefaults;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.evaluation.Conclusion.NotRequired;
import dev.countersign.rules.core.evaluation.Conclusion.Quarantined;
import dev.countersign.rules.core.evaluation.Conclusion.Required;
import dev.countersign.rules.core.evaluation.Conclusion.Withdrawal;
import dev.countersign.rules.core.policy.Clause;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.core.route.RouteStep;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The thresholds of F-067 to F-077 at their exact edges, one minor unit around each. */
class StrictDefaultsTest {

  @DisplayName(
      "F-023 F-024 F-066 F-067 F-068 F-069 F-071 F-072 F-074 F-075 F-218 C-03: the band decides")
  @ParameterizedTest(name = "{0} over {1} BDT asks {2}")
  @CsvSource({
    "booking, 0, nobody",
    "booking, 199999.99, nobody",
    "booking, 200000, Mid-Office Supervisor",
    "booking, 200000.01, Mid-Office Supervisor",
    "booking, 499999.99, Mid-Office Supervisor",
    "booking, 500000, Controller",
    "booking, 500000.01, Controller",
    "booking, 1999999.99, Controller",
    "booking, 2000000, Controller then Director",
    "booking, 2000000.01, Controller then Director",
    "booking, 9999999999999999.99, Controller then Director",
    "invoice, 199999.99, nobody",
    "invoice, 200000.00, Mid-Office Supervisor",
    "invoice, 500000, Controller",
    "invoice, 2000000, Controller then Director",
    "refund, 99999.99, nobody",
    "refund, 100000, Mid-Office Supervisor",
    "refund, 499999.99, Mid-Office Supervisor",
    "refund, 500000, Controller",
    "refund, 1999999.99, Controller",
    "refund, 2000000, Controller then Director",
    "credit_limit_change, 499999.99, nobody",
    "credit_limit_change, 500000, Controller",
    "credit_limit_change, 500000.01, Controller",
    "journal_entry, 49999.99, nobody",
    "journal_entry, 50000, Accountant Supervisor",
    "journal_entry, 50000.01, Accountant Supervisor",
    "payout, 999999.99, nobody",
    "payout, 1000000, Treasurer",
    "payout, 1000000.01, Treasurer",
    "write_off, 24999.99, nobody",
    "write_off, 25000, Controller",
    "write_off, 25000.01, Controller"
  })
  void bandDecidesWhoIsAsked(String operation, String amount, String asked) {
    var evaluation = Evaluator.evaluate(event(operation, amount), strictDefaults());

    assertThat(asked(evaluation)).isEqualTo(asked);
  }

  @DisplayName("F-065 F-070 F-073: these are always asked about, with or without an amount")
  @ParameterizedTest
  @CsvSource({"supplier_bank_detail_change", "period_close"})
  void alwaysAsksTheController(String operation) {
    var without = event(operation, "0");

    var evaluation = Evaluator.evaluate(without, strictDefaults());

    assertThat(asked(evaluation)).isEqualTo("Controller");
  }

  @Test
  @DisplayName("F-077: thresholds are taka; a partner of another currency gets only what has none")
  void otherCurrencyHasNoAmountDefaults() {
    assertThat(StrictDefaults.of("USD").keySet())
        .map(Object::toString)
        .containsExactly("supplier_bank_detail_change", "period_close");
  }

  @Test
  void routeLastsAWeekAndEscalatesToAHigherTier() {
    var evaluation = Evaluator.evaluate(event("booking", "200000"), strictDefaults());

    assertThat(evaluation.conclusion())
        .isInstanceOfSatisfying(
            Required.class,
            required -> {
              assertThat(required.clauses()).extracting(Clause::id).containsExactly("band-200000");
              assertThat(required.route().settings().lifetime().ttl())
                  .isEqualTo(Duration.ofDays(7));
              assertThat(required.route().locks()).containsExactly("MAKER_CHECKER_STRICT");
              assertThat(required.trace())
                  .containsExactly(
                      new TraceLine(
                          "band-200000", "amount 200000 BDT is in [200000, 500000)", true));
            });
  }

  @Test
  @DisplayName("C-24 F-104: an event below the first band is answered with its trace")
  void belowTheFirstBandSaysWhy() {
    var evaluation = Evaluator.evaluate(event("booking", "199999.99"), strictDefaults());

    assertThat(evaluation.conclusion())
        .isInstanceOfSatisfying(
            NotRequired.class,
            answer ->
                assertThat(answer.trace())
                    .containsExactly(
                        new TraceLine(
                            "band-200000",
                            "amount 199999.99 BDT is below [200000, 500000)",
                            false)));
  }

  private static String asked(Evaluation evaluation) {
    return switch (evaluation.conclusion()) {
      case NotRequired _ -> "nobody";
      case Required required ->
          required.route().tracks().getFirst().steps().stream()
              .map(RouteStep::name)
              .collect(Collectors.joining(" then "));
      case Quarantined(var reason, _, _) -> reason.name();
      case Withdrawal _ -> "withdrawn";
    };
  }
}
