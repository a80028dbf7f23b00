package dev.countersign.rules.core.evaluation;

import static dev.countersign.rules.core.RulesFixtures.book;
import static dev.countersign.rules.core.RulesFixtures.data;
import static dev.countersign.rules.core.RulesFixtures.event;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.evaluation.Conclusion.NotRequired;
import dev.countersign.rules.core.evaluation.Conclusion.Quarantined;
import dev.countersign.rules.core.evaluation.Conclusion.Required;
import dev.countersign.rules.core.evaluation.Conclusion.Withdrawal;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The compiled bands against the definition read word by word, on random policies and amounts. */
class BandsPropertyTest {

  private static final int POLICIES = 2_000;
  private static final int AMOUNTS = 40;
  private static final List<String> CURRENCIES = List.of("BDT", "JPY", "USD", "KWD");

  @Test
  @DisplayName("C-03 F-218: compiled bands agree with the definition on every amount and edge")
  void compiledBandsAgreeWithTheDefinition() {
    long seed = Long.getLong("countersign.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    for (int round = 0; round < POLICIES; round++) {
      var bands = bands(random);
      for (int draw = 0; draw < AMOUNTS; draw++) {
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        var amount = amount(bands, currency, random);
        assertThat(compiled(bands, currency, amount))
            .describedAs("seed %d: %s %s under %s", seed, amount, currency, bands)
            .isEqualTo(definition(bands, currency, amount));
      }
    }
  }

  /**
   * The highest band whose edge does not exceed the magnitude; sorted nowhere, compiled nowhere.
   */
  private static String definition(List<Band> bands, String currency, BigDecimal amount) {
    var ofCurrency = bands.stream().filter(band -> band.currency().equals(currency)).toList();
    if (ofCurrency.isEmpty()) {
      return "CURRENCY_WITHOUT_BAND";
    }
    String asked = "nobody";
    BigDecimal highest = BigDecimal.ONE.negate();
    for (var band : ofCurrency) {
      int comparison = amount.abs().compareTo(band.from());
      boolean covers =
          comparison > 0
              || (comparison == 0 && band.requiresApproval() == RequiresApproval.AT_OR_ABOVE);
      if (covers && band.from().compareTo(highest) > 0) {
        highest = band.from();
        asked = band.plan().steps().findFirst().orElseThrow().name();
      }
    }
    return asked;
  }

  private static String compiled(List<Band> bands, String currency, BigDecimal amount) {
    var terms = Terms.of(new Coverage.ByAmount(bands), Settings.of(Preset.LIGHTWEIGHT));
    var rules = book(Map.of("booking", policy("booking", terms)));
    var operation = operation("booking", SignRule.EITHER);
    var event = event(operation, data(amount.toPlainString(), currency));
    return switch (Evaluator.evaluate(event, rules).conclusion()) {
      case NotRequired _ -> "nobody";
      case Required required -> required.route().tracks().getFirst().steps().getFirst().name();
      case Quarantined(var reason, _, _) -> reason.name();
      case Withdrawal _ -> "withdrawn";
    };
  }

  private static List<Band> bands(SplittableRandom random) {
    var bands = new ArrayList<Band>();
    for (var currency : CURRENCIES.subList(0, 1 + random.nextInt(CURRENCIES.size() - 1))) {
      var edges = new TreeSet<Long>();
      int count = 1 + random.nextInt(5);
      for (int index = 0; index < count; index++) {
        edges.add(random.nextLong(1_000));
      }
      edges.forEach(edge -> bands.add(band(currency, edge, random.nextBoolean())));
    }
    var shuffled = new ArrayList<Band>();
    while (!bands.isEmpty()) {
      shuffled.add(bands.remove(random.nextInt(bands.size())));
    }
    return shuffled;
  }

  private static Band band(String currency, long edge, boolean isEdgeIncluded) {
    var role = currency + " from " + edge;
    return new Band(
        currency,
        BigDecimal.valueOf(edge),
        isEdgeIncluded ? RequiresApproval.AT_OR_ABOVE : RequiresApproval.ABOVE,
        Optional.empty(),
        Plan.of(List.of(Step.of(role, StepClocks.NONE))));
  }

  /** Half of the amounts lie on an edge or one smallest unit beside it: there the errors are. */
  private static BigDecimal amount(List<Band> bands, String currency, SplittableRandom random) {
    int scale = currency.equals("JPY") ? 0 : 2;
    var unit = BigDecimal.ONE.movePointLeft(scale);
    BigDecimal amount;
    if (random.nextBoolean()) {
      var edge = bands.get(random.nextInt(bands.size())).from();
      amount = edge.add(unit.multiply(BigDecimal.valueOf(random.nextInt(3) - 1L)));
    } else {
      amount = BigDecimal.valueOf(random.nextLong(200_000), scale);
    }
    return amount.signum() != 0 && random.nextInt(4) == 0 ? amount.negate() : amount;
  }
}
