package dev.countersign.rules.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.json.Document.Element;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow with its levels (F-009 to F-013, F-079 to F-088) as a policy of steps that skip and
 * approve themselves. A level's threshold approves at and below it, as it did. What no level
 * applies to is quarantined, and so is a missing field: there it used to pass in silence (F-216,
 * F-217).
 */
final class WorkflowImport {

  private static final Set<String> WORKFLOW =
      Set.of(
          "transaction_type",
          "name",
          "description",
          "active",
          "require_comments_on_reject",
          "require_comments_on_approve",
          "allow_edit_on_approve",
          "allow_self_approve",
          "levels");
  private static final Set<String> LEVEL =
      Set.of(
          "level",
          "role",
          "min_approvers",
          "auto_approve_threshold",
          "amount_upper_bound",
          "escalation_days",
          "escalate_to_level",
          "location",
          "conditions",
          "active");

  private WorkflowImport() {}

  static ObjectNode read(JsonNode source) {
    var workflow = Document.of(source, "", WORKFLOW);
    var policy = PolicyImport.policy(workflow, "transaction_type");
    var levels = workflow.list("levels", it -> it.openForeign(LEVEL)).orElse(List.of());
    var steps = policy.putArray("always");
    for (int index = 0; index < levels.size(); index++) {
      steps.add(step(levels.get(index), index + 1, levels.size()));
    }
    policy
        .putObject("reasons")
        .put("maker", false)
        .put("approve", workflow.flag("require_comments_on_approve").orElse(false))
        .put("reject", workflow.flag("require_comments_on_reject").orElse(true));
    if (workflow.flag("allow_edit_on_approve").orElse(false)) {
      policy.put("editOnApprove", "ANY");
    }
    if (workflow.flag("allow_self_approve").orElse(false)) {
      policy.put("selfApproval", "ALLOWED");
    }
    return policy;
  }

  private static ObjectNode step(Document level, int no, int levels) {
    var step = JsonNodeFactory.instance.objectNode().put("name", name(no));
    level.text("role").ifPresent(it -> step.put("role", it));
    step.put("quorum", level.number("min_approvers").orElse(1));
    positive(level, "auto_approve_threshold").ifPresent(it -> step.put("autoApprove", it));
    positive(level, "amount_upper_bound").ifPresent(it -> step.put("upperBound", it));
    var conditions = conditions(level);
    if (!conditions.isEmpty()) {
      step.set("when", conditions);
    }
    if (!level.flag("active").orElse(true)) {
      step.put("active", false);
    }
    level
        .number("escalation_days")
        .filter(days -> days > 0)
        .ifPresent(days -> escalation(level, no, levels, days, step));
    return step;
  }

  /** To the level named, or the next one; the last level has nobody above it and is only told. */
  private static void escalation(Document level, int no, int levels, int days, ObjectNode step) {
    var target = level.number("escalate_to_level").orElse(no + 1);
    if (target > levels || target == no) {
      step.put("timeout", "P" + days + "D").put("onTimeout", "NOTIFY_ONLY");
    } else {
      step.putArray("ladder").addObject().put("after", "P" + days + "D").put("step", name(target));
    }
  }

  private static String name(int level) {
    return "Level " + level;
  }

  /** A blank or zero amount meant none. */
  private static Optional<String> positive(Document level, String name) {
    return level
        .get(name)
        .filter(it -> !it.asText().isBlank())
        .map(it -> Document.amount(it, level.at(name)))
        .filter(it -> it.compareTo(BigDecimal.ZERO) > 0)
        .map(BigDecimal::toPlainString);
  }

  /** The level's conditions, and its location as one more of them. */
  private static ArrayNode conditions(Document level) {
    var all = JsonNodeFactory.instance.arrayNode();
    var written = level.element("conditions").map(WorkflowImport::parsed);
    written.ifPresent(it -> {
      if (it.isArray()) {
        it.forEach(all::add);
      } else {
        all.add(it);
      }
    });
    level
        .text("location")
        .filter(it -> !it.isBlank() && !it.equals("All"))
        .ifPresent(
            it -> all.addObject().put("field", "loc_code").put("operator", "==").put("value", it));
    return all;
  }

  /** The form kept its conditions as a text of JSON. */
  private static JsonNode parsed(Element element) {
    var text = element.node().asText();
    if (!element.node().isTextual()) {
      return element.node();
    }
    return text.isBlank() ? JsonNodeFactory.instance.arrayNode() : Json.read(text.getBytes(UTF_8));
  }
}
