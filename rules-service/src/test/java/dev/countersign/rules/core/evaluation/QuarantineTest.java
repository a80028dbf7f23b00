package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.book;
import static dev.countersign.rules.core.RulesFixtures.data;
import static dev.countersign.rules.core.RulesFixtures.event;
import static dev.countersign.rules.core.RulesFixtures.number;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.policy;
import static dev.countersign.rules.core.RulesFixtures.strictDefaults;
import static dev.countersign.rules.core.evaluation.QuarantineReason.AMOUNT_INVALID;
import static dev.countersign.rules.core.evaluation.QuarantineReason.AMOUNT_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.CURRENCY_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.CURRENCY_UNKNOWN;
import static dev.countersign.rules.core.evaluation.QuarantineReason.CURRENCY_WITHOUT_BAND;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_REASON_MISSING;
import static dev.countersign.rules.core.evaluation.QuarantineReason.MAKER_UNCLEAR;
import static dev.countersign.rules.core.evaluation.QuarantineReason.NO_ACTIVE_POLICY;
import static dev.countersign.rules.core.evaluation.QuarantineReason.REVISION_INVALID;
import static dev.countersign.rules.core.evaluation.QuarantineReason.UNKNOWN_PARTNER;
import static dev.countersign.rules.core.evaluation.QuarantineReason.UNREGISTERED_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.evaluation.Conclusion.Quarantined;
import dev.countersign.rules.core.evaluation.Conclusion.Required;
import dev.countersign.rules.core.evaluation.Conclusion.Withdrawal;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.Terms;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be judged is never let through: each defect has its reason (A7, IN-04, IN-05). */
class QuarantineTest {

  @Test
  void unregisteredTypeIsQuarantined() {
    var event =
        new Event(
            ACME.value(),
            Optional.empty(),
            Intent.OPEN,
            Optional.empty(),
            Optional.empty(),
            new Value.Fields(data("1", "BDT")),
            NOW);

    assertThat(Evaluator.evaluate(event, strictDefaults()).conclusion())
        .isEqualTo(Quarantined.at(UNREGISTERED_TYPE, Optional.empty()));
  }

  @Test
  void unknownPartnerIsQuarantined() {
    var event =
        new Event(
            "nobody",
            Optional.of(operation("booking")),
            Intent.OPEN,
            Optional.empty(),
            Optional.empty(),
            new Value.Fields(data("1", "BDT")),
            NOW);

    assertThat(reason(event)).isEqualTo(UNKNOWN_PARTNER);
  }

  @Test
  @DisplayName("B7: without a policy nothing reads as not required")
  void operationWithoutActivePolicyIsQuarantined() {
    assertThat(reason(event("expense", "1"))).isEqualTo(NO_ACTIVE_POLICY);
  }

  @Test
  @DisplayName("F-130 F-211 a fact that is missing, the maker and their reason too, is named")
  void missingFactsHaveTheirReasons() {
    assertThat(reasonWithout("amount")).isEqualTo(AMOUNT_MISSING);
    assertThat(reasonWithout("currency")).isEqualTo(CURRENCY_MISSING);
    assertThat(reasonWithout("maker")).isEqualTo(MAKER_MISSING);
    assertThat(reasonWithout("makerReason")).isEqualTo(MAKER_REASON_MISSING);
  }

  @DisplayName("IN-05: a currency that is none, or that nobody pays in, is unknown")
  @ParameterizedTest
  @ValueSource(strings = {"XXX", "XAU", "bdt", "TAKA", "", "ZZZ", "৳"})
  void unknownCurrencyIsQuarantined(String currency) {
    var event = event(operation("booking"), data("300000", currency));

    assertThat(reason(event)).isEqualTo(CURRENCY_UNKNOWN);
  }

  @Test
  @DisplayName("Ruling 9: nothing is converted")
  void currencyWithoutABandIsQuarantined() {
    var event = event(operation("booking"), data("300000", "USD"));

    assertThat(reason(event)).isEqualTo(CURRENCY_WITHOUT_BAND);
  }

  @DisplayName("IN-04: what is no amount is never a small amount")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1e400",
        "-0",
        "-1",
        "0.1+0.2",
        "1_000",
        "１００",
        "1,000.00",
        "NaN",
        "Infinity",
        "0x10",
        "1.001",
        "1.",
        ".5",
        "+1",
        "01",
        "1e2",
        " 1",
        "1 ",
        "1000000000000000000",
        "1111111111111111111111111111111111111111",
        "12345678901234567.89"
      })
  void malformedAmountIsQuarantined(String amount) {
    assertThat(reason(event("booking", amount))).isEqualTo(AMOUNT_INVALID);
  }

  @DisplayName("IN-04: numbers that would blow up when written out are refused, not expanded")
  @ParameterizedTest
  @ValueSource(
      strings = {"1e400", "1e-1000000000", "1e1000000000", "1e2147483647", "-1", "0.001", "1e18"})
  void extremeNumberIsQuarantined(String amount) {
    assertThat(reason(with("amount", number(amount)))).isEqualTo(AMOUNT_INVALID);
  }

  @Test
  void numberAndTextReadAlike() {
    for (var amount :
        List.of(number("300000"), number("3e5"), number("300000.00"), new Value.Text("300000.0"))) {
      assertThat(Evaluator.evaluate(with("amount", amount), strictDefaults()).amount())
          .contains(new BigDecimal("300000.00"));
    }
  }

  @Test
  @DisplayName("IN-04: a currency without minor units takes no decimals")
  void minorUnitsFollowTheCurrency() {
    var terms = bandFrom("JPY", "1000");
    var rules = book(Map.of("booking", policy("booking", terms)));

    var whole = Evaluator.evaluate(event(operation("booking"), data("1000", "JPY")), rules);
    var split = Evaluator.evaluate(event(operation("booking"), data("1000.5", "JPY")), rules);

    assertThat(whole.conclusion()).isInstanceOf(Required.class);
    assertThat(split.conclusion())
        .isInstanceOfSatisfying(
            Quarantined.class, it -> assertThat(it.reason()).isEqualTo(AMOUNT_INVALID));
  }

  @Test
  @DisplayName("Ruling 7: path and actor must name the same person")
  void makerIsTakenFromPathOrActorButNotFromTwoPeople() {
    assertThat(maker(data("300000", "BDT"), "maker@acme")).isEqualTo("maker@acme");
    assertThat(maker(data("300000", "BDT"), "other@acme")).isEqualTo("MAKER_UNCLEAR");

    var without = data("300000", "BDT");
    without.remove("maker");
    assertThat(maker(without, "other@acme")).isEqualTo("other@acme");
    assertThat(maker(without, " ")).isEqualTo("MAKER_MISSING");
  }

  @Test
  void makerOfAnotherKindIsUnclear() {
    assertThat(reason(with("maker", number("7")))).isEqualTo(MAKER_UNCLEAR);
    assertThat(reason(with("maker", new Value.Text("a\u0007b")))).isEqualTo(MAKER_UNCLEAR);
    assertThat(reason(with("contributors", new Value.Text("x")))).isEqualTo(MAKER_UNCLEAR);
    assertThat(reason(with("contributors", new Value.Items(List.of(number("1"))))))
        .isEqualTo(MAKER_UNCLEAR);
  }

  @Test
  @DisplayName("N-07 SD-11 contributors belong to the maker set")
  void contributorsBelongToTheMakerSet() {
    var event = with("contributors", new Value.Items(List.of(new Value.Text("helper@acme"))));

    var facts = Evaluator.evaluate(event, strictDefaults()).facts().orElseThrow();

    assertThat(facts.maker())
        .isEqualTo(
            new MakerFinding.Known(
                new PersonId("maker@acme"), List.of(new PersonId("helper@acme"))));
  }

  @Test
  void cancellationIsNotJudged() {
    var event =
        new Event(
            ACME.value(),
            Optional.of(operation("booking")),
            Intent.CANCEL,
            Optional.empty(),
            Optional.of("2"),
            new Value.Fields(Map.of()),
            NOW);

    var evaluation = Evaluator.evaluate(event, strictDefaults());

    assertThat(evaluation.conclusion()).isEqualTo(new Withdrawal());
    assertThat(evaluation.revision()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "", "1.0", "9999999999", "１"})
  void unreadableRevisionIsQuarantined(String revision) {
    var event =
        new Event(
            ACME.value(),
            Optional.of(operation("booking")),
            Intent.REVISE,
            Optional.empty(),
            Optional.of(revision),
            new Value.Fields(data("300000", "BDT")),
            NOW);

    assertThat(reason(event)).isEqualTo(REVISION_INVALID);
  }

  @Test
  @DisplayName("C-10: the lightweight preset lets a maker be silent")
  void lightweightNeedsNoMakerReason() {
    var terms = bandFrom("BDT", "1000");
    var rules = book(Map.of("booking", policy("booking", terms)));
    var data = data("1000", "BDT");
    data.remove("makerReason");

    assertThat(Evaluator.evaluate(event(operation("booking"), data), rules).conclusion())
        .isInstanceOf(Required.class);
  }

  private static Terms bandFrom(String currency, String from) {
    var steps = List.of(Step.of("Owner", StepClocks.NONE));
    var band =
        new Coverage.Band(
            currency,
            new BigDecimal(from),
            RequiresApproval.AT_OR_ABOVE,
            Optional.empty(),
            Plan.of(steps));
    return Terms.of(new Coverage.ByAmount(List.of(band)), Settings.of(Preset.LIGHTWEIGHT));
  }

  private static String maker(Map<String, Value> data, String actor) {
    var event =
        new Event(
            ACME.value(),
            Optional.of(operation("booking")),
            Intent.OPEN,
            Optional.of(actor),
            Optional.empty(),
            new Value.Fields(data),
            NOW);
    var evaluation = Evaluator.evaluate(event, strictDefaults());
    return switch (evaluation.facts().orElseThrow().maker()) {
      case MakerFinding.Known(var maker, _) -> maker.value();
      case MakerFinding.Absent _, MakerFinding.Unclear _ -> reason(event).name();
    };
  }

  private static Event with(String field, Value value) {
    Map<String, Value> data = new HashMap<>(data("300000", "BDT"));
    data.put(field, value);
    return event(operation("booking"), data);
  }

  private static QuarantineReason reasonWithout(String field) {
    var data = data("300000", "BDT");
    data.remove(field);
    return reason(event(operation("booking"), data));
  }

  private static QuarantineReason reason(Event event) {
    var conclusion = Evaluator.evaluate(event, strictDefaults()).conclusion();
    assertThat(conclusion).isInstanceOf(Quarantined.class);
    return ((Quarantined) conclusion).reason();
  }
}
