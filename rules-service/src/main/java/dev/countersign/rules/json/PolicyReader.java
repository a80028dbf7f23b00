package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.About;
import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Rule;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.core.policy.Terms.MatchMode;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a policy document: what people write, what is stored, published and exported are all the
 * same notation. Short forms are understood; {@link PolicyWriter} writes the whole.
 */
public final class PolicyReader {

  private static final Set<String> OF_ALL_STEPS = Set.of("timeout", "escalateTo");
  private final Document policy;
  private final Standards standards;

  private PolicyReader(Document policy, Standards standards) {
    this.policy = policy;
    this.standards = standards;
  }

  /** What follows from the partner and the operation where a document says nothing. */
  public record Standards(Preset preset, String currency, FactTypes types) {}

  /** The terms of a document; {@link InvalidPolicy} if it is none. */
  public static Terms read(JsonNode document, Standards standards) {
    var policy = Document.of(document, "", DocumentPart.POLICY.fields());
    FactsJson.refuseOthers(policy, standards.types());
    var terms = new PolicyReader(policy, standards).read(Map.of());
    WindowsJson.refuseUnread(terms);
    return terms.with(FactsJson.readBy(terms, standards.types()));
  }

  /**
   * The terms of a document that this service wrote: what it leaves unsaid is nothing, so no preset
   * and no currency show through, and its facts are what it says they were.
   */
  public static Terms readStored(JsonNode document) {
    var policy = Document.of(document, "", DocumentPart.POLICY.fields());
    var facts = FactsJson.read(policy);
    var types = FactTypes.of(facts, FactTypes.Exposure.ANY_FIELD);
    return new PolicyReader(policy, new Standards(Preset.STRICT_MAKER_CHECKER, "XXX", types))
        .read(facts);
  }

  private Terms read(Map<String, Fact> facts) {
    var currency = policy.text("currency").orElse(standards.currency());
    var windows = WindowsJson.read(policy, standards.types());
    var steps =
        new StepReader(
            new ConditionReader(standards.types().with(windows.keySet())),
            new ClockReader(Optional.of(policy)),
            currency);
    var coverages =
        new CoverageReader(
            steps,
            currency,
            policy
                .word("requiresApproval", RequiresApproval.class)
                .orElse(RequiresApproval.AT_OR_ABOVE));
    var terms =
        new Terms(
            new About(policy.text("name").orElse(""), policy.text("description").orElse("")),
            policy.word("matchMode", MatchMode.class).orElse(MatchMode.ALL_MATCH),
            rules(coverages),
            new SettingsReader(steps, standards.preset()).read(policy),
            facts,
            windows);
    refuseIdleEdge(terms);
    return terms;
  }

  /** Where no amount counts, a word on the edge of amounts would be ignored. */
  private void refuseIdleEdge(Terms terms) {
    if (policy.has("requiresApproval")
        && terms.rules().stream().allMatch(it -> it.coverage() instanceof Coverage.Always)) {
      throw InvalidPolicy.at(
          "requiresApproval", InvalidPolicy.UNKNOWN_FIELD, "This goes with over or bands.");
    }
  }

  private List<Rule> rules(CoverageReader coverages) {
    if (!policy.has("rules")) {
      if (!Stream.of("over", "bands", "always", "steps", "tracks").anyMatch(policy::has)) {
        throw InvalidPolicy.at(
            "", "coverage_unclear", "Say over which amount, or bands, or always, or rules.");
      }
      var when = coverages.steps().conditions().read(policy, "when");
      return List.of(new Rule(Rule.MAIN, when, coverages.read(policy, OF_ALL_STEPS)));
    }
    for (var name : DocumentPart.RULE.fields()) {
      if (policy.has(name) && !OF_ALL_STEPS.contains(name)) {
        throw InvalidPolicy.at(name, "coverage_unclear", "With rules, each rule says this.");
      }
    }
    return policy.list("rules", it -> rule(it, coverages)).orElseThrow();
  }

  private static Rule rule(Element element, CoverageReader coverages) {
    var rule = element.open(DocumentPart.RULE);
    var place = element.path().replaceAll("\\D", "");
    return new Rule(
        rule.text("id").orElse("rule-" + (Integer.parseInt(place) + 1)),
        coverages.steps().conditions().read(rule, "when"),
        coverages.read(rule, Set.of()));
  }
}
