package dev.countersign.rules.json;

import dev.countersign.rules.core.policy.Coverage;
import dev.countersign.rules.core.policy.Coverage.Always;
import dev.countersign.rules.core.policy.Coverage.Band;
import dev.countersign.rules.core.policy.Coverage.ByAmount;
import dev.countersign.rules.core.policy.Coverage.RequiresApproval;
import dev.countersign.rules.core.policy.Plan;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Track;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads whom a rule asks about which amounts, in one of its forms: {@code over} an amount, by
 * {@code bands}, or {@code always}; people alone mean always too. The people stand in {@code
 * tracks}, in {@code steps} if there is one track, or on the object itself if there is one step.
 */
record CoverageReader(StepReader steps, String currency, RequiresApproval requiresApproval) {

  /** The coverage; {@code shared} are the fields that speak for steps further inside. */
  Coverage read(Document rule, Set<String> shared) {
    var forms = Stream.of("over", "bands", "always").filter(rule::has).toList();
    if (forms.size() > 1 || (forms.isEmpty() && !saysWhom(rule))) {
      throw unclear(rule);
    }
    var form = forms.isEmpty() ? "" : forms.getFirst();
    if ((form.equals("bands") || form.equals("always")) && saysWhom(rule)) {
      throw InvalidPolicy.at(
          rule.path(), "role_without_over", "People stand inside bands and always, not beside.");
    }
    refuseIdleFields(rule, shared);
    return switch (form) {
      case "bands" -> new ByAmount(rule.list("bands", this::band).orElseThrow());
      case "over" -> new ByAmount(List.of(over(rule)));
      case "always" -> new Always(Plan.of(rule.list("always", steps::read).orElseThrow()));
      default -> new Always(plan(rule));
    };
  }

  /**
   * Fields of a step on an object that is none would be ignored, and are refused instead.
   */
  private static void refuseIdleFields(Document object, Set<String> shared) {
    if (isStep(object)) {
      return;
    }
    for (var name : DocumentPart.EMBEDDED_STEP.fields()) {
      if (object.has(name) && !shared.contains(name)) {
        throw InvalidPolicy.at(
            object.at(name), InvalidPolicy.UNKNOWN_FIELD, "This belongs on a step.");
      }
    }
  }

  private static boolean isStep(Document object) {
    return ApproverReader.isNamedIn(object) || object.has("approvers");
  }

  private Band over(Document rule) {
    return new Band(
        currency,
        rule.amount("over").orElseThrow(),
        requiresApproval,
        Optional.empty(),
        plan(rule));
  }

  private Band band(Element element) {
    var band = element.open(DocumentPart.BAND);
    refuseIdleFields(band, Set.of());
    return new Band(
        band.text("currency").orElse(currency),
        band.amount("from").orElseThrow(() -> amountMissing(band)),
        band.word("requiresApproval", RequiresApproval.class).orElse(requiresApproval),
        band.amount("to"),
        plan(band));
  }

  private static InvalidPolicy amountMissing(Document band) {
    return InvalidPolicy.at(band.at("from"), "amount_invalid", "Say from which amount.");
  }

  private Plan plan(Document document) {
    var forms = Stream.of(isStep(document), document.has("steps"), document.has("tracks"));
    if (forms.filter(it -> it).count() > 1) {
      throw InvalidPolicy.at(
          document.path(), "steps_unclear", "Write tracks, or steps, or one step, not several.");
    }
    if (document.has("tracksRequired") && !document.has("tracks")) {
      throw InvalidPolicy.at(
          document.at("tracksRequired"), "tracks_missing", "The field goes with tracks.");
    }
    if (document.has("tracks")) {
      return new Plan(
          document.list("tracks", this::track).orElseThrow(),
          document.element("tracksRequired").map(QuorumReader::read).orElse(Quorum.EVERYONE));
    }
    return Plan.of(
        document.has("steps")
            ? document.list("steps", steps::read).orElseThrow()
            : List.of(steps.readEmbedded(document)));
  }

  private Track track(Element element) {
    var track = element.open(DocumentPart.TRACK);
    return new Track(
        track.text("name").orElse(Track.MAIN),
        track
            .list("steps", steps::read)
            .orElseThrow(
                () -> InvalidPolicy.at(track.at("steps"), "steps_missing", "A track has steps.")));
  }

  private static boolean saysWhom(Document document) {
    return isStep(document) || document.has("steps") || document.has("tracks");
  }

  private static InvalidPolicy unclear(Document rule) {
    return InvalidPolicy.at(
        rule.path(), "coverage_unclear", "Say over which amount, or bands, or always.");
  }
}
