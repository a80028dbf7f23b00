package dev.countersign.rules.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.RulesFixtures;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Settings.Lifetime;
import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.policy.TermsCheck.Ground;
import dev.countersign.rules.core.policy.TermsProblem.Code;
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

  private static final Ground LOCKS = RulesFixtures.ground("MAKER_CHECKER_STRICT");
  private static final Step OWNER = Step.of("Owner", StepClocks.NONE);

  @Test
  void defaultsPassTheirOwnCheck() {
    StrictDefaults.of("BDT")
        .forEach((code, terms) ->
            assertThat(TermsCheck.check(terms, RulesFixtures.operation(code.value()), LOCKS))
                .describedAs("%s", code)
                .isEmpty());
  }

  @Test
  void bandsMustBeUsable() {
    assertThat(check()).contains(Code.BANDS_MISSING);
    assertThat(check(band("BDT", "5"), band("BDT", "5.00"))).contains(Code.BAND_REPEATED);
    assertThat(check(band("BDT", "5"), band("USD", "5"))).isEmpty();
    assertThat(check(band("XXX", "5"))).contains(Code.CURRENCY_UNKNOWN);
    assertThat(check(band("BDT", "-1"))).contains(Code.AMOUNT_INVALID);
    assertThat(check(band("JPY", "0.5"))).contains(Code.AMOUNT_INVALID);
    assertThat(check(band("BDT", "0"))).isEmpty();
    assertThat(check(band("BDT", "1", List.of()))).contains(Code.STEPS_MISSING);
  }

  @Test
  void stepsMustBeUsable() {
    assertThat(always(step(" ", Quorum.ONE, StepClocks.NONE))).contains(Code.ROLE_INVALID);
    assertThat(always(step("Owner", new Quorum.Count(0), StepClocks.NONE)))
        .contains(Code.QUORUM_INVALID);
    assertThat(
            always(step("Owner", Quorum.ONE, StepClocks.of(new Timeout.NotifyOnly(Duration.ZERO)))))
        .contains(Code.TIMEOUT_INVALID);
    assertThat(
            always(
                step(
                    "Owner",
                    Quorum.ONE,
                    StepClocks.of(
                        new Timeout.Escalate(List.of(Rung.of(Duration.ofHours(1), "")))))))
        .contains(Code.ROLE_INVALID);
    assertThat(always(step("Owner", new Quorum.All(), StepClocks.NONE))).isEmpty();
    assertThat(always()).contains(Code.STEPS_MISSING);
  }

  @Test
  @DisplayName("C-08: no request lives for ever")
  void ttlMustBePositiveAndFinite() {
    for (var ttl : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(367))) {
      var settings =
          new Settings(
              new Lifetime(ttl, false, Optional.empty()),
              Reasons.of(Preset.STRICT_MAKER_CHECKER),
              Conduct.DEFAULT,
              Doubt.DEFAULT);
      var terms = Terms.of(new Always(Plan.of(List.of(OWNER))), settings);
      assertThat(codes(terms, RulesFixtures.operation("booking")))
          .containsExactly(Code.TTL_INVALID);
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
            SignRule.NON_NEGATIVE,
            FactTypes.STANDARD);

    assertThat(codes(terms(new ByAmount(List.of(band("BDT", "1")))), operation))
        .contains(Code.OPERATION_WITHOUT_AMOUNT);
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

  private static List<Code> check(Band... bands) {
    return codes(terms(new ByAmount(Arrays.asList(bands))), RulesFixtures.operation("booking"));
  }

  private static List<Code> always(Step... steps) {
    var terms = terms(new Always(Plan.of(Arrays.asList(steps))));
    return codes(terms, RulesFixtures.operation("booking"));
  }

  private static List<Code> codes(Terms terms, Operation operation) {
    return TermsCheck.check(terms, operation, RulesFixtures.ground()).stream()
        .map(it -> it.code())
        .toList();
  }

  private static Terms terms(Coverage coverage) {
    return Terms.of(coverage, Settings.of(Preset.LIGHTWEIGHT));
  }

  private static Band band(String currency, String from) {
    return band(currency, from, List.of(OWNER));
  }

  private static Band band(String currency, String from, List<Step> steps) {
    return new Band(
        currency,
        new BigDecimal(from),
        RequiresApproval.AT_OR_ABOVE,
        Optional.empty(),
        Plan.of(steps));
  }

  private static Step step(String role, Quorum quorum, StepClocks clocks) {
    return new Step(
        role, List.of(Approver.role(role)), quorum, RejectionRule.FIRST, Gate.OPEN, clocks);
  }
}
