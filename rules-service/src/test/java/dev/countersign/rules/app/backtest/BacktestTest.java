package dev.countersign.rules.app.backtest;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.strict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.app.JudgeEvent;
import dev.countersign.rules.app.JudgeEvent.Answer.Judged;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.app.backtest.RecordedEvents.Selection;
import dev.countersign.rules.core.backtest.Change;
import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.json.EvaluationJson;
import dev.countersign.rules.json.PolicyDesk;
import dev.countersign.rules.json.PolicyJson.LivePolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a backtest makes of records, without any broker. Version 2 follows version 1 at NOW. */
class BacktestTest {

  private static final OperationCode REFUND = new OperationCode("refund");
  private static final Selection ALL = new Selection(ACME, REFUND, new Window(Instant.MIN, NOW));
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));

  private final LiveRules today = new LiveRules();
  private final PastRules.Term first = term(1, "100", BEFORE, Optional.of(NOW));
  private final PastRules.Term second = term(2, "200", NOW, Optional.empty());
  private final Backtest backtest =
      new Backtest(ALL, today, List.of(second, first), second.live().policy());

  @BeforeEach
  void setUp() {
    today.take(strict(ACME));
    today.take(List.of(operation("refund"), operation("payout")));
  }

  @Test
  @DisplayName("N-01: each event is judged by the version that was in force when it came in")
  void versionOfThatTimeJudges() {
    publishedAs(first, event("1", "150"), NOW.minusMillis(1));
    publishedAs(second, event("2", "150"), NOW);

    replay(event("1", "150"), NOW.minusMillis(1));
    replay(event("2", "150"), NOW);

    var report = backtest.report();
    assertThat(report.recorded().same()).isEqualTo(2);
    assertThat(report.recorded().differences()).isZero();
    assertThat(report.changes())
        .isEqualTo(Map.of(Change.NO_LONGER_REQUIRED, 1L, Change.UNCHANGED, 1L));
  }

  @Test
  @DisplayName("N-01: what was judged before a change was heard is compared with that judgement")
  void changeThatWasHeardLateIsNoDifference() {
    publishedAs(first, event("1", "150"), NOW.plusMillis(5));
    publishedAs(first, event("2", "150"), NOW.plusMillis(5));

    replay(event("1", "150"), NOW.plusMillis(5));
    replay(event("2", "150"), NOW.plusMillis(5));

    var report = backtest.report();
    assertThat(report.recorded().heardLate()).isEqualTo(2);
    assertThat(report.recorded().differences()).isZero();
    assertThat(report.changes()).isEqualTo(Map.of(Change.NO_LONGER_REQUIRED, 2L));
  }

  @Test
  @DisplayName("N-01: what was answered before the first version was heard of is no difference")
  void firstVersionThatWasHeardLateIsNoDifference() {
    publishedBy(today, event("1", "150"), BEFORE.plusMillis(5));

    replay(event("1", "150"), BEFORE.plusMillis(5));

    assertThat(backtest.report().recorded().heardLate()).isOne();
    assertThat(backtest.report().changes()).isEqualTo(Map.of(Change.NO_LONGER_QUARANTINED, 1L));
  }

  @Test
  @DisplayName("N-01: an evaluation that today's evaluator does not give is a difference")
  void answerThatIsNotReproducedIsADifference() {
    var other = term(2, "150.01", NOW, Optional.empty());
    publishedAs(other, event("1", "150"), NOW);

    replay(event("1", "150"), NOW);

    assertThat(backtest.report().recorded().differences()).isOne();
    assertThat(backtest.report().recorded().examples()).containsExactly("/s 1");
  }

  @Test
  @DisplayName("N-01: what is no longer on the topic is told apart from what differs")
  void evaluationThatIsGoneIsNoDifference() {
    replay(event("1", "150"), NOW);

    assertThat(backtest.report().recorded().notKept()).isOne();
    assertThat(backtest.report().recorded().differences()).isZero();
  }

  @Test
  @DisplayName("N-01: redelivered, cancelling, foreign and other events are not counted as events")
  void onlyEventsOfTheOperationCountAndOnce() {
    replay(event("1", "150"), NOW);
    replay(event("1", "150"), NOW.plusMillis(1));
    replay(event("2", "refund.cancelled", "acme", "1"), NOW);
    replay(event("3", "payout.requested", "acme", "150"), NOW);
    replay(event("4", "refund.requested", "bazaar", "150"), NOW);

    var report = backtest.report();
    assertThat(report.events()).isOne();
    assertThat(report.redelivered()).isOne();
    assertThat(report.cancellations()).isOne();
  }

  private void replay(CloudEvent event, Instant at) {
    backtest.event(event, TopicBinding.NONE, at);
  }

  private void publishedAs(PastRules.Term term, CloudEvent event, Instant at) {
    var rules = new LiveRules();
    rules.take(strict(ACME));
    rules.take(List.of(operation("refund")));
    // While the version judges, nothing has ended it yet, and version 1 drains under version 2.
    var live = new LivePolicy(term.live().policy(), term.live().from(), Optional.empty());
    var heard = term.equals(first) ? List.of(live) : List.of(live, first.live());
    rules.take(new LivePolicies(ACME, REFUND, 1, heard));
    publishedBy(rules, event, at);
  }

  private void publishedBy(RuleBook rules, CloudEvent event, Instant at) {
    if (JudgeEvent.by(rules).judge(event, TopicBinding.NONE, at) instanceof Judged(var message)) {
      backtest.published(EvaluationJson.write(message).body().bytes());
    }
  }

  private static CloudEvent event(String id, String amount) {
    return event(id, "refund.requested", "acme", amount);
  }

  private static CloudEvent event(String id, String type, String partner, String amount) {
    var data =
        "{\"amount\":\"%s\",\"currency\":\"BDT\",\"maker\":\"m\",\"makerReason\":\"because\"}"
            .formatted(amount);
    return new CloudEvent(
        id, "/s", type, "R-" + id, null, Map.of("partnerid", partner), data.getBytes(UTF_8));
  }

  private static PastRules.Term term(
      int version, String over, Instant from, Optional<Instant> until) {
    var key = new Policy.Key(ACME, REFUND, new PolicyId(new UUID(0, 1)), version);
    var terms = PolicyDesk.terms("{'currency':'BDT','over':'" + over + "','role':'Controller'}");
    return new PastRules.Term(new LivePolicy(Policy.compile(key, terms), from, until), from);
  }
}
