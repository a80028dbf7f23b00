package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.json.ApproverReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One of those a level asks. An approver that the fields cannot say, such as one at home in the
 * event's own branch or one that a resolver lists, is {@link #KEPT}: its name is its place in the
 * level and it stays as it is.
 */
public record ApproverRow(String kind, String name, String location, String branch, String shown) {

  /** The kind of an approver that the fields cannot say. */
  public static final String KEPT = "KEPT";

  private static final String MANAGER = "MANAGER_OF_";

  /** What somebody typed; nothing where the row was left empty. */
  public static Stream<ApproverRow> typed(
      String kind, String name, String location, String branch) {
    var isEmpty = kind.isEmpty() || (name.isEmpty() && !kind.startsWith(MANAGER));
    return isEmpty ? Stream.empty() : Stream.of(new ApproverRow(kind, name, location, branch, ""));
  }

  /** An empty row, to be filled in. */
  public static ApproverRow empty() {
    return new ApproverRow("ROLE", "", "", "", "");
  }

  public boolean isKept() {
    return kind.equals(KEPT);
  }

  /** The approvers of a step, whether it lists them or is about one only. */
  static List<ObjectNode> nodes(ObjectNode step) {
    var nodes = new ArrayList<ObjectNode>();
    if (step.get("approvers") instanceof ArrayNode listed) {
      listed.forEach(it -> nodes.add(it instanceof ObjectNode object ? object : role(it.asText())));
    } else if (ApproverReader.FIELDS.stream().anyMatch(step::has)) {
      nodes.add(step.deepCopy().retain(ApproverReader.FIELDS));
    }
    return nodes;
  }

  private static ObjectNode role(String role) {
    return JsonNodeFactory.instance.objectNode().put("role", role);
  }

  static List<ApproverRow> of(ObjectNode step) {
    var nodes = nodes(step);
    var rows = new ArrayList<ApproverRow>();
    for (int index = 0; index < nodes.size(); index++) {
      rows.add(of(nodes.get(index), index));
    }
    return rows;
  }

  private static ApproverRow of(ObjectNode approver, int index) {
    var canSay =
        !approver.has("resolver")
            && Stream.of("branch", "location").noneMatch(it -> approver.path(it).isObject());
    if (!canSay) {
      return new ApproverRow(KEPT, Integer.toString(index), "", "", approver.toString());
    }
    var location = approver.path("location").asText();
    var branch = approver.path("branch").asText();
    for (var field : List.of("role", "user", "group", "attribute")) {
      if (approver.has(field)) {
        var kind = field.toUpperCase(Locale.ROOT);
        return new ApproverRow(kind, approver.get(field).asText(), location, branch, "");
      }
    }
    var kind = MANAGER + approver.path("managerOf").asText();
    return new ApproverRow(kind, approver.path("levels").asText("1"), location, branch, "");
  }

  /** Writes the rows over the approvers of a step. */
  static void write(List<ApproverRow> rows, ObjectNode step) {
    var old = nodes(step);
    step.remove(ApproverReader.FIELDS);
    var list = step.putArray("approvers");
    rows.forEach(row -> list.add(row.node(old)));
  }

  private ObjectNode node(List<ObjectNode> old) {
    if (isKept()) {
      return old.get(Math.clamp(Rows.number(name), 0, old.size() - 1));
    }
    var node = JsonNodeFactory.instance.objectNode();
    if (kind.startsWith(MANAGER)) {
      node.put("managerOf", kind.substring(MANAGER.length()));
      Rows.putNumber(node, "levels", name.isEmpty() ? "1" : name);
    } else {
      node.put(kind.toLowerCase(Locale.ROOT), name);
    }
    Rows.putText(node, "location", location);
    Rows.putText(node, "branch", branch);
    return node;
  }
}
