package dev.countersign.rules.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns configurations of other approval systems into policy documents, to be drafted like any
 * other. Each shape keeps the side on which its thresholds lie (C-03, F-218); what it says that a
 * policy cannot say is refused, never dropped.
 */
public final class PolicyImport {

  private static final Pattern AT_LEAST = Pattern.compile("amount\\s*>=\\s*([0-9.]{1,40})");
  private static final Pattern ABOVE = Pattern.compile("amount\\s*>\\s*([0-9.]{1,40})");

  private PolicyImport() {}

  /** Where a configuration comes from. */
  public enum Shape {
    /** A template: trigger, ordered steps, timeouts. The trigger means above its amount. */
    TEMPLATE,
    /** A document type, one condition and its approvers. The threshold itself needs approval. */
    APPROVAL_CONFIG,
    /** A workflow of levels. A level approves itself at its threshold and below. */
    WORKFLOW,
    /** A row of a threshold table. The threshold itself needs approval; tiers share no amount. */
    THRESHOLD
  }

  /** The policy document that means the same, with its operation. */
  public static ObjectNode read(Shape shape, JsonNode source) {
    return switch (shape) {
      case TEMPLATE -> template(source);
      case APPROVAL_CONFIG -> approvalConfig(source);
      case WORKFLOW -> WorkflowImport.read(source);
      case THRESHOLD -> threshold(source);
    };
  }

  private static ObjectNode template(JsonNode source) {
    var template =
        Document.of(
            source,
            "",
            Set.of("name", "description", "entity_type", "trigger_conditions", "steps"));
    var policy = policy(template, "entity_type");
    var trigger = template.get("trigger_conditions");
    var amount = trigger.flatMap(it -> amount(it, ABOVE));
    if (amount.isPresent()) {
      policy.put("requiresApproval", "ABOVE");
      policy.put("over", amount.get());
    } else {
      trigger.ifPresent(it -> policy.set("when", it));
      // What does not trigger a template was never gated by it; the analysis reports that.
      trigger.ifPresent(_ -> policy.put("onNoApplicableStep", "AUTO_APPROVE"));
    }
    var steps = policy.putArray(amount.isPresent() || trigger.isPresent() ? "steps" : "always");
    template.list("steps", PolicyImport::step).orElse(List.of()).forEach(steps::add);
    return policy;
  }

  private static ObjectNode step(Element element) {
    var known =
        Set.of(
            "name", "approvers", "threshold", "timeout", "escalate_to", "auto_approve_condition");
    var source = element.openForeign(known);
    var step = JsonNodeFactory.instance.objectNode();
    source.text("name").ifPresent(it -> step.put("name", it));
    source.get("threshold").ifPresent(it -> step.set("quorum", it));
    source.text("timeout").ifPresent(it -> step.put("timeout", it));
    source.text("escalate_to").ifPresent(it -> step.put("escalateTo", it));
    source
        .get("auto_approve_condition")
        .ifPresent(it -> step.putObject("autoApprove").set("when", it));
    var approvers = step.putArray("approvers");
    var people = source.element("approvers").map(it -> it.openForeign(Set.of("users", "roles")));
    people
        .flatMap(it -> it.list("users", Element::text))
        .orElse(List.of())
        .forEach(it -> approvers.addObject().put("user", it));
    people
        .flatMap(it -> it.list("roles", Element::text))
        .orElse(List.of())
        .forEach(it -> approvers.addObject().put("role", it));
    return step;
  }

  private static ObjectNode approvalConfig(JsonNode source) {
    var known =
        Set.of(
            "document_type",
            "condition",
            "approver_user_ids",
            "approval_mode",
            "escalation_after_hours");
    var config = Document.of(source, "", known);
    var policy = policy(config, "document_type");
    var condition = config.get("condition");
    var amount = condition.flatMap(it -> amount(it, AT_LEAST));
    if (amount.isPresent()) {
      policy.put("over", amount.get());
    } else {
      condition.ifPresent(it -> policy.set("when", it));
      condition.ifPresent(_ -> policy.put("onNoApplicableStep", "AUTO_APPROVE"));
    }
    var step = JsonNodeFactory.instance.objectNode().put("name", "approval");
    step.set("quorum", config.get("approval_mode").orElse(step.textNode("ANY_ONE")));
    // The source does not say to whom: the approvers are reminded.
    config
        .number("escalation_after_hours")
        .filter(hours -> hours > 0)
        .ifPresent(hours -> step.put("timeout", "PT" + hours + "H").put("onTimeout", "REMIND"));
    var approvers = step.putArray("approvers");
    config
        .list("approver_user_ids", Element::text)
        .orElse(List.of())
        .forEach(it -> approvers.addObject().put("user", it));
    policy.putArray(policy.has("over") || policy.has("when") ? "steps" : "always").add(step);
    return policy;
  }

  private static ObjectNode threshold(JsonNode source) {
    var row =
        Document.of(
            source, "", Set.of("operation", "currency", "threshold", "approver_role", "tiers"));
    var policy = policy(row, "operation");
    row.text("currency").ifPresent(it -> policy.put("currency", it));
    var tiers = row.list("tiers", PolicyImport::tier);
    if (tiers.isPresent()) {
      var bands = policy.putArray("bands");
      tiers.get().forEach(bands::add);
      return policy;
    }
    var role = row.text("approver_role").orElse("");
    var threshold = row.get("threshold").map(JsonNode::asText).orElse("");
    if (threshold.equals("any")) {
      policy.putArray("always").addObject().put("role", role);
    } else {
      policy.put("over", threshold.replace(",", "")).put("role", role);
    }
    return policy;
  }

  private static ObjectNode tier(Element element) {
    var tier = element.openForeign(Set.of("from", "to", "roles"));
    var band = JsonNodeFactory.instance.objectNode();
    tier.get("from").ifPresent(it -> band.set("from", it));
    tier.get("to").ifPresent(it -> band.set("to", it));
    var steps = band.putArray("steps");
    tier.list("roles", Element::text)
        .orElse(List.of())
        .forEach(it -> steps.addObject().put("role", it));
    return band;
  }

  static ObjectNode policy(Document source, String operation) {
    var policy = JsonNodeFactory.instance.objectNode();
    source.text(operation).ifPresent(it -> policy.put("operation", it));
    if (!operation.equals("operation")) {
      for (var name : List.of("name", "description")) {
        source.text(name).ifPresent(it -> policy.put(name, it));
      }
    }
    return policy;
  }

  /** The amount of a condition that is nothing but a threshold on the amount. */
  private static Optional<String> amount(JsonNode condition, Pattern pattern) {
    var matcher = pattern.matcher(condition.asText().strip());
    return condition.isTextual() && matcher.matches()
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }
}
