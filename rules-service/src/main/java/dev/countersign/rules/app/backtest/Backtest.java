package dev.countersign.rules.app.backtest;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.app.JudgeEvent;
import dev.countersign.rules.app.JudgeEvent.Answer.Judged;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.app.backtest.RecordedEvents.Selection;
import dev.countersign.rules.app.backtest.RecordedEvents.Turn;
import dev.countersign.rules.core.backtest.Comparison;
import dev.countersign.rules.core.backtest.PastEvent;
import dev.countersign.rules.core.backtest.Report;
import dev.countersign.rules.core.evaluation.Facts;
import dev.countersign.rules.core.evaluation.RuleBook;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.WindowedFact;
import dev.countersign.rules.json.AnswerJson;
import dev.countersign.rules.json.CanonicalJson;
import dev.countersign.rules.json.EvaluationMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the events of the past twice: by the version that judged them then, which must give the
 * answer that was published, and by the candidate (N-01).
 */
final class Backtest {

  private static final int EXAMPLES = 20;

  private final Selection selection;
  private final PastRules then;
  private final JudgeEvent judge;
  private final JudgeEvent candidate;
  private final Recount recount;
  private final Published published = new Published();
  private final Set<String> seen = new HashSet<>();
  private final List<String> differing = new ArrayList<>();
  private final Comparison comparison;
  private long same;
  private long heardLate;
  private long differences;
  private long notKept;

  Backtest(Selection selection, RuleBook today, List<PastRules.Term> terms, Policy candidate) {
    this.selection = selection;
    this.then = new PastRules(today, terms);
    this.judge = JudgeEvent.by(then);
    this.recount = new Recount(facts(terms, candidate));
    this.candidate = JudgeEvent.by(new OneVersion(today, candidate));
    var zone = today.partner(selection.partner().value()).map(it -> ZoneId.of(it.zone()));
    this.comparison = new Comparison(zone.orElse(ZoneId.of("UTC")));
  }

  private static Set<WindowedFact> facts(List<PastRules.Term> terms, Policy candidate) {
    return Stream.concat(terms.stream().map(it -> it.live().policy()), Stream.of(candidate))
        .flatMap(policy -> policy.terms().windows().values().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What was published then; all of it has to be known before the events come. */
  void published(byte[] evaluation) {
    published.take(evaluation);
  }

  /** From how long before its events it wants to hear of others, to count them too (N-12). */
  Optional<Duration> countsBack() {
    return recount.longest();
  }

  /** An event within a window of another one; all of them come before they are counted. */
  void counted(CloudEvent event, TopicBinding binding, Instant at) {
    judge.occurrences(event, binding, at, recount.facts()).stream()
        .filter(it -> it.partner().equals(selection.partner().value()))
        .filter(it -> it.operation().equals(selection.operation()))
        .forEach(it -> recount.add(it, at));
  }

  /** Counts those; it has to be done before the events come. */
  void count(Turn turn) {
    recount.count(turn);
  }

  void event(CloudEvent event, TopicBinding binding, Instant at) {
    var recounted = recount.before(judge.occurrences(event, binding, at, recount.facts()));
    var counted = recounted.under(published.counted(event));
    // What is no event of the partner's operation was never answered by its policy.
    if (judge.judge(event, binding, at, counted) instanceof Judged(var message)
        && isMeant(message)) {
      count(judgedThen(message, binding, counted), binding, counted);
    }
  }

  /** How many evaluations and events are held in memory, at most. */
  int size() {
    return published.size() + seen.size() + recount.size();
  }

  Report report() {
    return comparison.report(new Report.Recorded(same, heardLate, differences, notKept, differing));
  }

  private boolean isMeant(EvaluationMessage message) {
    return message.evaluation().event().partner().equals(selection.partner().value())
        && message.operation().equals(Optional.of(selection.operation().value()));
  }

  /** The evaluation by the version that really judged, held against the published one. */
  private EvaluationMessage judgedThen(
      EvaluationMessage message, TopicBinding binding, Counted counted) {
    var entry = published.next(message);
    if (entry.isEmpty()) {
      notKept++;
      return message;
    }
    if (entry.get().is(message)) {
      same++;
      return message;
    }
    var late = late(message, binding, counted, entry.get());
    if (late.isPresent()) {
      heardLate++;
      return late.get();
    }
    differences++;
    if (differing.size() < EXAMPLES) {
      differing.add(message.event().source() + " " + message.event().id());
    }
    return message;
  }

  /** A change takes a moment to reach the instances; until then the rules before it judge. */
  private Optional<EvaluationMessage> late(
      EvaluationMessage message, TopicBinding binding, Counted counted, Published.Entry entry) {
    var at = message.evaluation().event().at();
    var until =
        entry
            .version()
            .flatMap(then::term)
            .flatMap(term -> term.live().until())
            .or(() -> then.term(at).map(term -> term.live().from()))
            .filter(change -> !change.isAfter(at));
    return until
        .map(change -> JudgeEvent.by(then.knownUntil(change.minusNanos(1))))
        .map(judgeThen -> judgeThen.judge(message.event(), binding, at, counted))
        .flatMap(answer -> answer instanceof Judged(var it) ? Optional.of(it) : Optional.empty())
        .filter(entry::is);
  }

  private void count(EvaluationMessage before, TopicBinding binding, Counted counted) {
    var event = before.event();
    if (!seen.add(event.source() + "\n" + event.id())) {
      comparison.redelivery();
    } else if (before.evaluation().event().intent() == Intent.CANCEL) {
      comparison.cancellation();
    } else if (candidate.judge(event, binding, before.evaluation().event().at(), counted)
        instanceof Judged(var after)) {
      comparison.add(
          past(before),
          AnswerJson.of(before.evaluation().conclusion()),
          AnswerJson.of(after.evaluation().conclusion()));
    }
  }

  private static PastEvent past(EvaluationMessage message) {
    var event = message.event();
    var evaluation = message.evaluation();
    return new PastEvent(
        event.source(),
        event.id(),
        event.type(),
        String.valueOf(event.subject()),
        evaluation.event().at(),
        evaluation.amount(),
        evaluation.facts().flatMap(Facts::currencyCode),
        evaluation.material().map(CanonicalJson::of));
  }
}
