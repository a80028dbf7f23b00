package dev.countersign.rules.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.app.JudgeEvent.Answer;
import dev.countersign.rules.app.backtest.OneVersion;
import dev.countersign.rules.app.window.CountEvents;
import dev.countersign.rules.core.analysis.WhatIf;
import dev.countersign.rules.core.analysis.WhatIf.Counterfactual;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.json.EvaluationMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would become of an event, by the very code that judges the stream; nothing is kept.
 */
@ApplicationScoped
public class DryRun {

  private final JudgeEvent judgeEvent;
  private final LiveRules rules;
  private final PastRules pastRules;
  private final CountEvents countEvents;

  DryRun(JudgeEvent judgeEvent, LiveRules rules, PastRules pastRules, CountEvents countEvents) {
    this.judgeEvent = judgeEvent;
    this.rules = rules;
    this.pastRules = pastRules;
    this.countEvents = countEvents;
  }

  /**
   * An event as somebody describes it; what is left out has no say in the answer.
   *
   * @param data JSON, as it came: the same event is the one with the same text
   */
  public record Question(
      String type,
      String subject,
      @Nullable String source,
      @Nullable String id,
      @Nullable OffsetDateTime time,
      @Nullable String actor,
      @Nullable String revision,
      String data) {

    CloudEvent event(Actor asker) {
      var extensions = new HashMap<>(Map.of("partnerid", asker.partner().value()));
      if (actor != null) {
        extensions.put("actor", actor);
      }
      if (revision != null) {
        extensions.put("revision", revision);
      }
      return new CloudEvent(
          id == null ? "dry-run" : id,
          source == null ? "/dry-run" : source,
          type,
          subject,
          time,
          extensions,
          data.getBytes(UTF_8));
    }
  }

  /** By what is in force now. */
  public Uni<Answer> now(Actor asker, Question question) {
    return judged(judgeEvent, question.event(asker), Instant.now());
  }

  /** What others have counted is looked at, and not added to. */
  private Uni<Answer> judged(JudgeEvent judge, CloudEvent event, Instant now) {
    return countEvents
        .look(judge.occurrences(event, TopicBinding.NONE, now), now)
        .map(counted -> judge.judge(event, TopicBinding.NONE, now, counted));
  }

  /** By what was in force at an instant of the past (N-08). */
  public Uni<Answer> then(SqlConnection tx, Actor asker, Question question, Instant at) {
    return pastRules
        .at(tx, asker, at)
        .map(JudgeEvent::by)
        .flatMap(judge -> {
          var event = question.event(asker);
          return countEvents
              .look(tx, judge.occurrences(event, TopicBinding.NONE, at), at)
              .map(counted -> judge.judge(event, TopicBinding.NONE, at, counted));
        });
  }

  /** As if a version of the operation's policy were in force, whatever its state. */
  public Uni<Answer> by(Actor asker, Question question, PolicyVersion version) {
    var key =
        new Policy.Key(asker.partner(), version.operation(), version.policy(), version.version());
    var book = new OneVersion(rules, Policy.compile(key, version.terms()));
    return judged(JudgeEvent.by(book), question.event(asker), Instant.now());
  }

  /** The smallest changes of the event that would have changed the answer (N-03). */
  public List<Counterfactual> smallestChanges(EvaluationMessage message) {
    var event = message.evaluation().event();
    var partner = rules.partner(event.partner());
    return message.policy().isPresent() && partner.isPresent()
        ? WhatIf.of(message.policy().get(), partner.get(), event)
        : List.of();
  }
}
