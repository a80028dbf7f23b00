package dev.countersign.rules.json;

import static dev.countersign.rules.core.RulesFixtures.ACME;
import static dev.countersign.rules.core.RulesFixtures.NOW;
import static dev.countersign.rules.core.RulesFixtures.operation;
import static dev.countersign.rules.core.RulesFixtures.policy;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.evaluation.Counting;
import dev.countersign.rules.core.evaluation.Evaluation;
import dev.countersign.rules.core.evaluation.Evaluator;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Policy;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.Occurrence.Occasion;
import dev.countersign.rules.core.window.Timeline;
import dev.countersign.rules.core.window.WindowedFact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes policies and events as people do and shows the evaluation as consumers get it. */
public final class PolicyDesk {

  public static final Operation EXPENSE = operation("expense");

  private PolicyDesk() {}

  /** The terms of a document; single quotes stand for double ones. */
  public static Terms terms(String document) {
    return PolicyReader.read(
        json(document), new PolicyReader.Standards(Preset.LIGHTWEIGHT, "USD", FactTypes.STANDARD));
  }

  public static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"').getBytes(UTF_8));
  }

  /** The evaluation of data under a policy. */
  public static JsonNode evaluate(String document, String data) {
    return evaluate(terms(document), data, List.of(), NOW);
  }

  /** The evaluation of the last of several data, a minute apart, for a policy that counts them. */
  public static JsonNode evaluateLast(String document, List<String> data) {
    var terms = terms(document);
    var facts = terms.windows().values();
    var timelines = new HashMap<Occurrence, Timeline>();
    var before = new HashMap<WindowedFact, BigDecimal>();
    var times =
        IntStream.range(0, data.size()).mapToObj(it -> NOW.plus(Duration.ofMinutes(it))).toList();
    for (int index = 0; index < data.size(); index++) {
      var at = times.get(index);
      var event = event(json(data.get(index)).toString().getBytes(UTF_8), at);
      before.clear();
      for (var it : Counting.occurrences(event, new Occasion("e-" + index, at), facts)) {
        var timeline =
            timelines.computeIfAbsent(any(it), _ -> new Timeline(times, it.fact().over()));
        before.put(it.fact(), timeline.fullest(at));
        timeline.add(it.occasion(), it.amount());
      }
    }
    var last = json(data.getLast()).toString().getBytes(UTF_8);
    var at = NOW.plus(Duration.ofMinutes(data.size() - 1L));
    return evaluate(terms, last, event(last, at).after(new Counted(before)), List.of());
  }

  /** What all that is counted together has in common. */
  private static Occurrence any(Occurrence it) {
    return new Occurrence(
        it.partner(),
        it.operation(),
        it.fact(),
        it.group(),
        new Occasion("", Instant.EPOCH),
        BigDecimal.ZERO);
  }

  private static Event event(byte[] bytes, Instant at) {
    return new Event(
        ACME.value(),
        Optional.of(EXPENSE),
        Intent.OPEN,
        Optional.of("maker@acme"),
        Optional.empty(),
        JsonValues.read(bytes),
        at);
  }

  public static JsonNode evaluate(Terms terms, String data, List<String> locks, Instant at) {
    var bytes = json(data).toString().getBytes(UTF_8);
    return evaluate(terms, bytes, event(bytes, at), locks);
  }

  private static JsonNode evaluate(Terms terms, byte[] bytes, Event event, List<String> locks) {
    var compiled = policy("expense", terms);
    var facts = Evaluator.facts(event, EXPENSE, Optional.of(compiled));
    var evaluation =
        new Evaluation(
            event,
            1,
            Optional.of(facts),
            Optional.empty(),
            Optional.of(EXPENSE.material().of(event.data())),
            Evaluator.apply(compiled, partner(locks), event, facts),
            List.of());
    return written(evaluation, bytes);
  }

  private static Partner partner(List<String> locks) {
    return new Partner(ACME, "Acme", Preset.LIGHTWEIGHT, locks, "UTC", "USD", 1);
  }

  private static JsonNode written(Evaluation evaluation, byte[] data) {
    var event =
        new CloudEvent(
            "e-1", "/s", "expense.requested", "E-1", null, Map.of("partnerid", "acme"), data);
    return Json.read(EvaluationJson.write(new EvaluationMessage(event, evaluation)).body().bytes());
  }

  /** The policy of a document, compiled. */
  public static Policy compiled(String document) {
    return policy("expense", terms(document));
  }
}
