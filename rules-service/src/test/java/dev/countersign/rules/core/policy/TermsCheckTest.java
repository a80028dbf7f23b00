package dev.countersign.rules.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TermsCheckTest {

  private static final Step OWNER = Step.of("Owner", StepClock.NONE);

  @Test
  void defaultsPassTheirOwnCheck() {
    StrictDefaults.of("BDT")
        .forEach((code, terms) ->
            assertThat(TermsCheck.check(terms, RulesFixtures.operation(code.value())))
                .describedAs("%s", code)
                .isEmpty());
  }

  @Test
  void bandsMustBeUsable() {
    assertThat(check()).contains(TermsProblem.BANDS_MISSING);
    assertThat(check(band("BDT", "5"), band("BDT", "5.00"))).contains(TermsProblem.BAND_REPEATED);
    assertThat(check(band("BDT", "5"), band("USD", "5"))).isEmpty();
    assertThat(check(band("XXX", "5"))).contains(TermsProblem.CURRENCY_UNKNOWN);
    assertThat(check(band("BDT", "-1"))).contains(TermsProblem.AMOUNT_INVALID);
    assertThat(check(band("JPY", "0.5"))).contains(TermsProblem.AMOUNT_INVALID);
    assertThat(check(band("BDT", "0"))).isEmpty();
    assertThat(check(new Band("BDT", BigDecimal.ONE, List.of())))
        .contains(TermsProblem.STEPS_MISSING);
  }

  @Test
  void stepsMustBeUsable() {
    assertThat(always(step(" ", Quorum.ONE, StepClock.NONE))).contains(TermsProblem.ROLE_INVALID);
    assertThat(always(step("Owner", new Quorum.Count(0), StepClock.NONE)))
        .contains(TermsProblem.QUORUM_INVALID);
    assertThat(always(step("Owner", Quorum.ONE, new StepClock.NotifyOnly(Duration.ZERO))))
        .contains(TermsProblem.TIMEOUT_INVALID);
    assertThat(always(step("Owner", Quorum.ONE, new StepClock.Escalate(Duration.ofHours(1), ""))))
        .contains(TermsProblem.ROLE_INVALID);
    assertThat(always(step("Owner", new Quorum.All(), StepClock.NONE))).isEmpty();
    assertThat(always()).contains(TermsProblem.STEPS_MISSING);
  }

  @Test
  @DisplayName("C-08: no request lives for ever")
  void ttlMustBePositiveAndFinite() {
    for (var ttl : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(367))) {
      var terms =
          new Terms(new Always(List.of(OWNER)), ttl, Reasons.of(Preset.STRICT_MAKER_CHECKER));
      assertThat(TermsCheck.check(terms, RulesFixtures.operation("booking")))
          .contains(TermsProblem.TTL_INVALID);
    }
  }

  @Test
  void operationWithoutAmountTakesNoBands() {
    var operation =
        new Operation(
            new OperationCode("period_close"),
            "Period close",
            List.of(),
            Map.of(),
            FactPaths.DEFAULT,
            new Material.WholeData(),
            Operation.AmountUse.NONE,
            SignRule.NON_NEGATIVE);

    assertThat(TermsCheck.check(terms(new ByAmount(List.of(band("BDT", "1")))), operation))
        .contains(TermsProblem.OPERATION_WITHOUT_AMOUNT);
  }

  @Test
  @DisplayName("Ruling 35: under the strict preset no author puts a version in force")
  void authorMayNotActivateUnderTheStrictPreset() {
    var author = new PersonId("policy-admin@acme");
    var other = new PersonId("policy-admin-2@acme");
    var authors = Set.of(author);

    assertThat(FourEyes.mayActivate(author, authors, Preset.STRICT_MAKER_CHECKER)).isFalse();
    assertThat(FourEyes.mayActivate(other, authors, Preset.STRICT_MAKER_CHECKER)).isTrue();
    assertThat(FourEyes.mayActivate(author, authors, Preset.LIGHTWEIGHT)).isTrue();
  }

  private static Optional<TermsProblem> check(Band... bands) {
    return TermsCheck.check(
        terms(new ByAmount(Arrays.asList(bands))), RulesFixtures.operation("booking"));
  }

  private static Optional<TermsProblem> always(Step... steps) {
    return TermsCheck.check(
        terms(new Always(Arrays.asList(steps))), RulesFixtures.operation("booking"));
  }

  private static Terms terms(Coverage coverage) {
    return new Terms(coverage, Terms.DEFAULT_TTL, Reasons.of(Preset.LIGHTWEIGHT));
  }

  private static Band band(String currency, String from) {
    return new Band(currency, new BigDecimal(from), List.of(OWNER));
  }

  private static Step step(String role, Quorum quorum, StepClock clock) {
    return new Step(role, role, quorum, clock);
  }
}
