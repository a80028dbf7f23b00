package dev.countersign.rules.core.analysis;

import static dev.countersign.rules.core.RulesFixtures.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.analysis.LintFinding.Code;
import dev.countersign.rules.core.analysis.LintFinding.Severity;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.people.Directory;
import dev.countersign.rules.core.people.Person;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Gate;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.RejectionRule;
import dev.countersign.rules.core.policy.Scope;
import dev.countersign.rules.core.policy.Scope.Place;
import dev.countersign.rules.core.policy.Settings;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClocks;
import dev.countersign.rules.core.policy.StepClocks.Rung;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.policy.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the analysis says of the people a policy asks. */
class PoolLintTest {

  private static final Directory PEOPLE =
      Directory.of(
          List.of(
              person("ann", true, Set.of("Controller", "Owner"), Set.of("DHK")),
              person("bob", true, Set.of("Controller"), Set.of("*")),
              person("gone", false, Set.of("Treasurer"), Set.of("*")),
              person("eve", true, Set.of(), Set.of())));

  @Test
  @DisplayName("N-06 F-202 A-03: a role that nobody active holds leaves the step with nobody")
  void unheldRoleLeavesNobody() {
    assertThat(findings(Quorum.ONE, Approver.role("Treasurer")))
        .containsExactly(
            new LintFinding(Code.ROLE_UNHELD, "main/step", "role Treasurer"),
            new LintFinding(Code.POOL_EMPTY, "main/step", ""));
    assertThat(findings(Quorum.ONE, new Approver.Group("Board", Scope.EVERYWHERE)))
        .extracting(LintFinding::code)
        .containsExactly(Code.ROLE_UNHELD, Code.POOL_EMPTY);
  }

  @Test
  @DisplayName("N-06 F-136: a role that somebody else of the step makes up for is only named")
  void otherApproversMakeUpForIt() {
    assertThat(findings(Quorum.ONE, Approver.role("Treasurer"), Approver.role("Controller")))
        .extracting(LintFinding::code)
        .containsExactly(Code.ROLE_UNHELD);
  }

  @Test
  @DisplayName("N-06 C-14: a quorum larger than the pool can never be met")
  void quorumAboveThePool() {
    assertThat(findings(new Quorum.Count(3), Approver.role("Controller")))
        .containsExactly(new LintFinding(Code.QUORUM_ABOVE_POOL, "main/step", "needs 3 of 2"));
  }

  @Test
  @DisplayName("N-06 A-01: a pool that needs its own maker is stuck when one of them makes")
  void poolThatNeedsItsMaker() {
    assertThat(findings(Quorum.ONE, Approver.role("Owner")))
        .containsExactly(new LintFinding(Code.POOL_NEEDS_ITS_MAKER, "main/step", "needs 1 of 1"));
    assertThat(findings(new Quorum.Count(2), Approver.role("Controller")))
        .extracting(LintFinding::code)
        .containsExactly(Code.POOL_NEEDS_ITS_MAKER);
    assertThat(findings(new Quorum.All(), Approver.role("Controller"))).isEmpty();
    assertThat(findings(Quorum.ONE, Approver.role("Controller"))).isEmpty();
  }

  @Test
  @DisplayName("N-06: a named person who is unknown or has left is named again")
  void namedPeopleAreLookedUp() {
    assertThat(findings(Quorum.ONE, user("gone"), user("nobody"), user("ann"), user("bob")))
        .extracting(LintFinding::code, LintFinding::example)
        .containsExactly(tuple(Code.PERSON_UNKNOWN, "gone"), tuple(Code.PERSON_UNKNOWN, "nobody"));
  }

  @Test
  @DisplayName("N-06 F-094: who does not act in a branch is not in its pool")
  void placesCount() {
    var chittagong = new Scope(Optional.of(new Place.Named("CTG")), Optional.empty());

    assertThat(findings(Quorum.ONE, new Approver.Role("Owner", chittagong)))
        .extracting(LintFinding::code)
        .containsExactly(Code.ROLE_UNHELD, Code.POOL_EMPTY);
    assertThat(findings(new Quorum.Any(), new Approver.Role("Controller", chittagong)))
        .extracting(LintFinding::code)
        .containsExactly(Code.POOL_NEEDS_ITS_MAKER);
  }

  @Test
  @DisplayName("N-06: of people whom only an event names nothing is said")
  void managersAreUnknown() {
    assertThat(
            findings(
                new Quorum.Count(1),
                new Approver.ManagerOf(Approver.Whose.MAKER, 1, Scope.EVERYWHERE)))
        .isEmpty();
  }

  @Test
  @DisplayName("C-13 F-137: whom a resolver lists is not proven here, and that is said")
  void resolverIsNotProven() {
    var owner = new Approver.Resolver("cost-centre-owner", Path.of("costCentre"), Scope.EVERYWHERE);

    assertThat(findings(new Quorum.Count(2), owner))
        .containsExactly(
            new LintFinding(Code.RESOLVER_NOT_PROVEN, "main/step", "resolver cost-centre-owner"));
    assertThat(Code.RESOLVER_NOT_PROVEN.leavesNobody()).isFalse();
  }

  @Test
  @DisplayName("N-06: a rung that asks nobody is found")
  void rungAsksNobody() {
    var ladder =
        StepClocks.of(
            new Timeout.Escalate(
                List.of(
                    Rung.of(Duration.ofHours(1), "Controller"),
                    Rung.of(Duration.ofHours(2), "Treasurer"))));
    var step = step(Quorum.ONE, ladder, Approver.role("Controller"));

    assertThat(findings(step, PEOPLE))
        .containsExactly(new LintFinding(Code.RUNG_ASKS_NOBODY, "main/step rung 2", ""));
  }

  @Test
  @DisplayName("F-137: before the people are loaded a policy is not held against them")
  void emptyDirectorySaysSoOnce() {
    var step = step(new Quorum.Count(9), StepClocks.NONE, Approver.role("Treasurer"));

    assertThat(findings(step, Directory.EMPTY))
        .containsExactly(new LintFinding(Code.DIRECTORY_EMPTY, "policy", ""));
  }

  @Test
  @DisplayName("N-06: every finding comes with a severity and an advice")
  void everyFindingHasAnAdvice() {
    assertThat(Code.values())
        .allSatisfy(code -> {
          assertThat(code.severity()).isIn((Object[]) Severity.values());
          assertThat(code.advice()).endsWith(".").hasSizeBetween(10, 90);
        });
  }

  private static List<LintFinding> findings(Quorum quorum, Approver... approvers) {
    return findings(step(quorum, StepClocks.NONE, approvers), PEOPLE);
  }

  private static List<LintFinding> findings(Step step, Directory directory) {
    var terms =
        Terms.of(new Always(Plan.of(List.of(step))), Settings.of(Preset.STRICT_MAKER_CHECKER));
    return PolicyAnalysis.prove(terms, operation("expense"), directory).findings();
  }

  private static Step step(Quorum quorum, StepClocks clocks, Approver... approvers) {
    return new Step("step", List.of(approvers), quorum, RejectionRule.FIRST, Gate.OPEN, clocks);
  }

  private static Approver user(String id) {
    return new Approver.User(new PersonId(id), Scope.EVERYWHERE);
  }

  private static Person person(
      String id, boolean decides, Set<String> roles, Set<String> branches) {
    return new Person(new PersonId(id), decides, roles, Set.of(), branches, Set.of("*"));
  }
}
