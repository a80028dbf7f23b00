package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A level as a row shows it and as its form is filled in: a text for every field. */
public record Level(
    String name,
    List<ApproverRow> approvers,
    Counted quorum,
    Counted rejection,
    Thresholds thresholds,
    String condition,
    boolean active,
    String until,
    Escalation escalation) {

  /** Amounts up to which nobody is asked and above which the level is skipped. */
  public record Thresholds(String autoApprove, String autoApproveIf, String upperBound) {}

  public Level {
    approvers = List.copyOf(approvers);
  }

  /** A level that says nothing yet. */
  public static Level empty() {
    return of(JsonNodeFactory.instance.objectNode());
  }

  static Level of(ObjectNode step) {
    var auto = step.path("autoApprove");
    return new Level(
        Rows.typed(step.path("name").asText("")),
        ApproverRow.of(step),
        Counted.quorum(step),
        Counted.rejection(step),
        new Thresholds(
            auto.path("upTo").path("amount").asText(""),
            Rows.condition(auto.get("when")),
            step.path("upperBound").path("amount").asText("")),
        Rows.condition(step.get("when")),
        step.path("active").asBoolean(true),
        step.path("bypassUntil").asText(""),
        Escalation.of(step));
  }

  /** What was typed, beside what no field could be typed into. */
  public Level keeping(Level saved) {
    var rows =
        approvers.stream()
            .map(row ->
                saved.approvers.stream()
                    .filter(old -> row.isKept() && asTyped(old).equals(row))
                    .findFirst()
                    .orElse(row))
            .toList();
    return new Level(
        name,
        rows,
        quorum,
        rejection,
        thresholds,
        condition,
        active,
        saved.until,
        saved.escalation.isKept() ? saved.escalation : escalation);
  }

  /** Where they have to be at home. */
  public String places() {
    return approvers.stream()
        .flatMap(it -> Stream.of(it.location(), it.branch()))
        .filter(it -> !it.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The rows of the form: those there are, and one to add another. */
  public List<ApproverRow> fields() {
    var rows = new ArrayList<>(approvers);
    rows.add(ApproverRow.empty());
    return rows;
  }

  /** The step with what was changed; what was not changed is not written again. */
  ObjectNode over(ObjectNode old, String currency) {
    var before = of(old);
    var step = old.deepCopy();
    if (!name.equals(before.name)) {
      Rows.putText(step, "name", name);
    }
    if (!approvers.equals(before.approvers.stream().map(Level::asTyped).toList())) {
      ApproverRow.write(approvers, step);
    }
    if (!quorum.equals(before.quorum)) {
      quorum.writeQuorum(step);
    }
    if (!rejection.equals(before.rejection)) {
      rejection.writeRejection(step);
    }
    gate(before, step, currency);
    if (!before.escalation.isKept() && !escalation.equals(before.escalation)) {
      escalation.write(step);
    }
    return step;
  }

  private void gate(Level before, ObjectNode step, String currency) {
    if (!condition.equals(before.condition)) {
      Rows.putText(step, "when", condition);
    }
    if (!thresholds.autoApprove.equals(before.thresholds.autoApprove)
        || !thresholds.autoApproveIf.equals(before.thresholds.autoApproveIf)) {
      autoApprove(before.thresholds, step, currency);
    }
    if (!thresholds.upperBound.equals(before.thresholds.upperBound)) {
      limit(step, "upperBound", thresholds.upperBound, currency);
    }
    if (active != before.active) {
      step.remove(List.of("active", "bypassUntil"));
      if (!active) {
        step.put("active", false);
      }
    }
  }

  private void autoApprove(Thresholds before, ObjectNode step, String currency) {
    var auto =
        step.get("autoApprove") instanceof ObjectNode old ? old.deepCopy() : step.objectNode();
    if (!thresholds.autoApprove.equals(before.autoApprove)) {
      limit(auto, "upTo", thresholds.autoApprove, currency);
    }
    if (!thresholds.autoApproveIf.equals(before.autoApproveIf)) {
      Rows.putText(auto, "when", thresholds.autoApproveIf);
    }
    if (auto.isEmpty()) {
      step.remove("autoApprove");
    } else {
      step.set("autoApprove", auto);
    }
  }

  /** A limit keeps its currency; a new one is in that of the band it stands in. */
  private static void limit(ObjectNode node, String name, String amount, String currency) {
    if (amount.isEmpty()) {
      node.remove(name);
      return;
    }
    var own = node.path(name).path("currency").asText(currency);
    node.putObject(name).put("currency", own).put("amount", amount);
  }

  private static ApproverRow asTyped(ApproverRow row) {
    return new ApproverRow(row.kind(), row.name(), row.location(), row.branch(), "");
  }
}
