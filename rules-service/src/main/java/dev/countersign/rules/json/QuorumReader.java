package dev.countersign.rules.json;

import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.RejectionRule;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a quorum in its own words and in those of the five source documents, which are understood
 * and never printed (F-095 to F-098, C-14).
 */
final class QuorumReader {

  /** The names a step's quorum goes by. */
  static final List<String> NAMES =
      List.of(
          "quorum",
          "threshold",
          "approval_mode",
          "approvalMode",
          "minApprovers",
          "min_approvers",
          "Min Approvers");

  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  private QuorumReader() {}

  /** The quorum of a step, under whichever name it is written. */
  static Optional<Quorum> ofStep(Document step) {
    var written = NAMES.stream().filter(step::has).toList();
    if (written.size() > 1) {
      throw invalid(step.at(written.get(1)));
    }
    return written.stream().findFirst().flatMap(step::element).map(QuorumReader::read);
  }

  static Quorum read(Element element) {
    var node = element.node();
    if (node.isObject()) {
      return ofKind(element.open(DocumentPart.QUORUM));
    }
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return new Quorum.Count(node.intValue());
    }
    return named(node.asText(), element.path());
  }

  private static Quorum ofKind(Document document) {
    var kind = document.text("kind").orElse("");
    var count = document.number("n");
    var percent = document.number("percent");
    if (count.isPresent() != kind.equals("COUNT")
        || percent.isPresent() != kind.equals("PERCENT")) {
      throw invalid(document.path());
    }
    return count
        .<Quorum>map(Quorum.Count::new)
        .or(() -> percent.map(Quorum.Percent::new))
        .orElseGet(() -> named(kind, document.path()));
  }

  private static Quorum named(String text, String path) {
    var percent = PERCENT.matcher(text);
    if (percent.matches()) {
      return new Quorum.Percent(Integer.parseInt(percent.group(1)));
    }
    if (NUMBER.matcher(text).matches()) {
      return new Quorum.Count(Integer.parseInt(text));
    }
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "ANY", "ANY_ONE" -> new Quorum.Any();
      case "ALL" -> new Quorum.All();
      case "MAJORITY" -> new Quorum.Majority();
      default -> throw invalid(path);
    };
  }

  static RejectionRule rejectionRule(Document step) {
    var rejections = step.number("rejections");
    var kind = step.text("rejectionRule").orElse(rejections.isPresent() ? "COUNT" : "");
    if (rejections.isPresent() != kind.equals("COUNT")) {
      throw InvalidPolicy.at(
          step.at("rejectionRule"), "rejection_rule_invalid", "COUNT goes with rejections.");
    }
    return switch (kind) {
      case "COUNT" -> new RejectionRule.Count(rejections.orElseThrow());
      case "UNREACHABLE" -> RejectionRule.UNREACHABLE;
      case "", "FIRST_REJECTION" -> RejectionRule.FIRST;
      default ->
          throw InvalidPolicy.at(
              step.at("rejectionRule"),
              "rejection_rule_invalid",
              "Write FIRST_REJECTION, UNREACHABLE or COUNT.");
    };
  }

  private static InvalidPolicy invalid(String path) {
    return InvalidPolicy.at(
        path, "quorum_invalid", "Write ANY, ALL, MAJORITY, a percentage such as \"60%\", or 2.");
  }
}
