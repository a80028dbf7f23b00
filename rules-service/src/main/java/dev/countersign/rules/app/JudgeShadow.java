package dev.countersign.rules.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.rules.app.window.CountEvents;
import dev.countersign.rules.core.backtest.Change;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.LivePolicy;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.json.AnswerJson;
import dev.countersign.rules.json.PublishedEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the shadow about an event that the version in force has answered, and tells where the two
 * differ (N-02). It reads what was published, so it can neither delay nor change it.
 */
@ApplicationScoped
public class JudgeShadow {

  public static final String DIVERGED = "approval.shadow_diverged";

  private static final String SOURCE = "/countersign/rules-service";
  private static final UUID DIVERGENCES =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/divergences");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LiveRules rules;
  private final CountEvents countEvents;

  JudgeShadow(LiveRules rules, CountEvents countEvents) {
    this.rules = rules;
    this.countEvents = countEvents;
  }

  /** What came of an evaluation. */
  public sealed interface Finding {

    /** Nothing stands in the shadow, or no version was ever asked about the event. */
    record NotAsked() implements Finding {}

    /** The shadow says the same. */
    record Same() implements Finding {}

    /** It says something else; {@code key} orders what is told of one operation. */
    record Diverged(String key, Change change, CloudEvent event) implements Finding {}
  }

  private static final Finding NOT_ASKED = new Finding.NotAsked();
  private static final Finding SAME = new Finding.Same();

  /** Whether it is worth reading an evaluation of the operation. */
  public boolean isAsked(String partner, String operation) {
    return rules.operation(operation).flatMap(it -> rules.shadow(partner, it.code())).isPresent();
  }

  /**
   * Judges an evaluation.
   *
   * @param at when the event came in, as the version in force was told
   * @param published when it was answered; what was before the shadow is none of its business
   */
  public Finding judge(byte[] evaluation, Instant at, Instant published) {
    var read = PublishedEvaluation.read(evaluation);
    var operation = rules.operation(read.text("operation"));
    var shadow = operation.flatMap(it -> shadow(read.text("partnerId"), it.code(), published));
    return shadow.isEmpty()
        ? NOT_ASKED
        : conclusion(read, operation.orElseThrow(), shadow.get(), at)
            .map(it -> compare(read, it, shadow.get(), at))
            .orElse(NOT_ASKED);
  }

  private Optional<LivePolicy> shadow(String partner, OperationCode operation, Instant published) {
    return rules.shadow(partner, operation).filter(shadow -> !published.isBefore(shadow.from()));
  }

  private Optional<Conclusion> conclusion(
      PublishedEvaluation read, Operation operation, LivePolicy shadow, Instant at) {
    return rules
        .partner(read.text("partnerId"))
        .flatMap(partner ->
            read.event(operation, at)
                .map(event -> event.after(counted(read, event, shadow.policy())))
                .map(event ->
                    Evaluator.apply(
                        shadow.policy(),
                        partner,
                        event,
                        Evaluator.facts(event, operation, Optional.of(shadow.policy())))));
  }

  /**
   * A shadow counts as the version in force does, where that has not done so: its windows are full
   * when it is put in force, and until then it gets the numbers it would have got.
   */
  private Counted counted(PublishedEvaluation read, Event event, Policy shadow) {
    var facts = Set.copyOf(shadow.terms().windows().values());
    var occurrences = Occasions.occurrences(read, event, facts);
    return occurrences.isEmpty()
        ? Counted.NOTHING
        : countEvents.count(List.of(occurrences)).await().atMost(PATIENCE).getFirst();
  }

  private static Finding compare(
      PublishedEvaluation read, Conclusion conclusion, LivePolicy shadow, Instant at) {
    var change = Change.between(AnswerJson.of(read.head()), AnswerJson.of(conclusion));
    return change == Change.UNCHANGED ? SAME : diverged(read, conclusion, shadow, change, at);
  }

  private static Finding diverged(
      PublishedEvaluation read,
      Conclusion conclusion,
      LivePolicy shadow,
      Change change,
      Instant at) {
    var key = shadow.policy().key();
    var version = key.id() + "/" + key.version();
    var id = NameBasedIds.v5(DIVERGENCES, read.text("evaluationId") + "\n" + version).toString();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("id", id).put("type", DIVERGED).put("time", at.toString());
    body.put("partnerId", key.partner().value()).put("operation", key.operation().value());
    body.put("policyId", key.id().toString()).put("version", key.version());
    body.setAll(read.about());
    body.put("change", change.name());
    body.set("live", read.answer());
    body.set("shadow", AnswerJson.write(conclusion));
    var event =
        new CloudEvent(
            id,
            SOURCE,
            DIVERGED,
            read.text("subjectId"),
            at.atOffset(ZoneOffset.UTC),
            Map.of(
                "partnerid",
                key.partner().value(),
                "policyversion",
                Integer.toString(key.version())),
            Json.bytes(body));
    return new Finding.Diverged(key.partner() + "|" + key.operation(), change, event);
  }
}
