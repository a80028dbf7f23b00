package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.condition.CompiledCondition;
import dev.countersign.rules.core.condition.Condition;
import dev.countersign.rules.core.condition.Notation;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Rule;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.Track;
import java.util.List;

/**
 * Writes the terms of a policy as one document, every setting said: it means the same under any
 * preset. Reading it back gives the same terms, so the bytes are stable from version to version.
 */
public final class PolicyWriter {

  private static final int LONGEST = 60_000;

  private PolicyWriter() {}

  /** Whether a policy says more than one may. */
  public static boolean isTooLong(Terms terms) {
    return write(terms).toString().length() > LONGEST;
  }

  public static ObjectNode write(Terms terms) {
    var policy = JsonNodeFactory.instance.objectNode();
    if (!terms.about().name().isEmpty()) {
      policy.put("name", terms.about().name());
    }
    if (!terms.about().description().isEmpty()) {
      policy.put("description", terms.about().description());
    }
    var rules = terms.rules();
    if (rules.size() == 1 && rules.getFirst().id().equals(Rule.MAIN)) {
      rule(rules.getFirst(), policy);
    } else {
      policy.put("matchMode", terms.matchMode().name());
      var list = policy.putArray("rules");
      rules.forEach(it -> rule(it, list.addObject().put("id", it.id())));
    }
    SettingsWriter.write(terms.settings(), policy);
    WindowsJson.write(terms.windows(), policy);
    if (!terms.facts().isEmpty()) {
      FactsJson.write(terms.facts(), policy.putObject("facts"));
    }
    return policy;
  }

  private static void rule(Rule rule, ObjectNode node) {
    condition(rule.when(), "when", node);
    coverage(rule.coverage(), node);
  }

  private static void coverage(Coverage coverage, ObjectNode node) {
    switch (coverage) {
      case Always(var plan) -> {
        if (isOneTrack(plan)) {
          steps(plan.tracks().getFirst().steps(), node.putArray("always"));
        } else {
          plan(plan, node);
        }
      }
      case ByAmount(var bands) -> {
        var list = node.putArray("bands");
        bands.forEach(band -> band(band, list.addObject()));
      }
    }
  }

  private static void band(Band band, ObjectNode node) {
    node.put("currency", band.currency());
    node.put("from", CanonicalJson.plain(band.from()));
    band.to().ifPresent(to -> node.put("to", CanonicalJson.plain(to)));
    if (band.requiresApproval() != RequiresApproval.AT_OR_ABOVE) {
      node.put("requiresApproval", band.requiresApproval().name());
    }
    plan(band.plan(), node);
  }

  private static void plan(Plan plan, ObjectNode node) {
    if (isOneTrack(plan)) {
      steps(plan.tracks().getFirst().steps(), node.putArray("steps"));
      return;
    }
    var tracks = node.putArray("tracks");
    for (var track : plan.tracks()) {
      var one = tracks.addObject().put("name", track.name());
      steps(track.steps(), one.putArray("steps"));
    }
    StepWriter.quorum(plan.tracksRequired(), node.putObject("tracksRequired"));
  }

  private static boolean isOneTrack(Plan plan) {
    return plan.tracks().size() == 1
        && plan.tracks().getFirst().name().equals(Track.MAIN)
        && plan.tracksRequired() instanceof Quorum.All;
  }

  private static void steps(List<Step> steps, ArrayNode list) {
    steps.forEach(step -> StepWriter.write(step, list.addObject()));
  }

  /** The condition as its author wrote it; one that always holds is left out. */
  static void condition(CompiledCondition condition, String name, ObjectNode node) {
    if (condition.condition() instanceof Condition.Always) {
      return;
    }
    var source = condition.source();
    if (source.notation() == Notation.ONE_LINE) {
      node.put(name, source.text());
    } else {
      node.set(name, Json.read(source.text().getBytes(UTF_8)));
    }
  }
}
