package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Makes one change to a policy document and leaves the rest of it alone. A place that the tables do
 * not show is not changed; the answer is empty then.
 */
public final class PolicyPatch {

  private static final String RULES = "rules";
  private static final List<String> OF_A_RULE =
      List.of("when", "bands", "always", "steps", "tracks", "tracksRequired");

  private final ObjectNode document;
  private final PolicyTables tables;

  private PolicyPatch(ObjectNode document, String currency) {
    this.document = document.deepCopy();
    this.tables = PolicyTables.of(document, currency);
  }

  /** Changes of a document; it is copied, so the one that is passed stays as it is. */
  public static PolicyPatch of(ObjectNode document, String currency) {
    return new PolicyPatch(document, currency);
  }

  /** What the policy is called, and how its rules go together. */
  public Optional<ObjectNode> about(String name, String description, String matchMode) {
    if (!name.equals(tables.name())) {
      Rows.putText(document, "name", name);
    }
    if (!description.equals(tables.description())) {
      Rows.putText(document, "description", description);
    }
    if (!matchMode.isEmpty()) {
      document.put("matchMode", matchMode);
    }
    return Optional.of(document);
  }

  /**
   * Replaces a level, or adds one at the end where the index is that of none. In another track than
   * the one it stood in it is the last one.
   */
  public Optional<ObjectNode> level(String at, int index, Level level, String track) {
    return tables
        .levels(at)
        .map(table -> {
          var steps = list(at);
          var old = steps.get(index) instanceof ObjectNode it ? it : document.objectNode();
          var step = level.over(old, table.currency());
          if (!table.isOf(track)) {
            steps.remove(index);
            var tracks = PlanTracks.around(document, at);
            tracks.add(PlanTracks.name(track), step);
            tracks.tidy();
          } else if (steps.has(index)) {
            steps.set(index, step);
          } else {
            steps.add(step);
          }
          return document;
        });
  }

  /** Calls a track otherwise; levels that stand in no named one are told to go to one instead. */
  public Optional<ObjectNode> track(String at, String name) {
    return tables
        .levels(at)
        .flatMap(_ -> PlanTracks.named(at))
        .map(track -> {
          object(track).put("name", PlanTracks.name(name));
          return document;
        });
  }

  /** How many of the tracks of a band have to be approved. */
  public Optional<ObjectNode> tracksRequired(String at, Counted required) {
    return tables
        .band(at)
        .filter(PolicyTables.BandTable::isInTracks)
        .map(band -> {
          if (!required.equals(band.required())) {
            required.write(object(at).putObject("tracksRequired"));
          }
          return document;
        });
  }

  public Optional<ObjectNode> removeLevel(String at, int index) {
    return row(at, index)
        .map(steps -> {
          steps.remove(index);
          PlanTracks.around(document, at).tidy();
          return document;
        });
  }

  /** Has a level asked one place earlier or later. */
  public Optional<ObjectNode> moveLevel(String at, int index, int by) {
    return row(at, index)
        .filter(steps -> steps.has(index + by))
        .map(steps -> {
          steps.insert(index + by, steps.remove(index));
          return document;
        });
  }

  private Optional<ArrayNode> row(String at, int index) {
    return tables.levels(at).map(_ -> list(at)).filter(it -> it.has(index));
  }

  /** Where a rule holds. */
  public Optional<ObjectNode> rule(String at, String condition) {
    return tables
        .rule(at)
        .map(rule -> {
          if (!rule.condition().equals(condition)) {
            Rows.putText(object(at), "when", condition);
          }
          return document;
        });
  }

  /** Adds a rule with one level; without an edge it is about every amount. */
  public Optional<ObjectNode> addRule(
      String id, String condition, PolicyTables.Edges edges, String role) {
    var list = rules();
    var rule = list.addObject();
    Rows.putText(rule, "id", id);
    Rows.putText(rule, "when", condition);
    if (edges.from().isEmpty()) {
      rule.putArray("always").addObject().put("role", role);
    } else {
      band(rule.putArray("bands").addObject(), edges, role);
    }
    return Optional.of(document);
  }

  /** A policy of one rule says it without a list; a second one needs the list. */
  private ArrayNode rules() {
    if (document.get(RULES) instanceof ArrayNode list) {
      return list;
    }
    var main = document.objectNode().put("id", "main");
    OF_A_RULE.stream().filter(document::has).forEach(field -> main.set(field, document.get(field)));
    document.remove(OF_A_RULE);
    var list = document.putArray(RULES);
    list.add(main);
    return list;
  }

  public Optional<ObjectNode> removeRule(String at) {
    return tables
        .rule(at)
        .filter(_ -> document.has(RULES))
        .map(_ -> {
          rules().remove(last(at));
          return document;
        });
  }

  /** Moves the edges of a band. */
  public Optional<ObjectNode> band(String at, PolicyTables.Edges edges) {
    return tables
        .band(at)
        .filter(it -> !it.isEverything())
        .map(_ -> {
          edges(object(at), edges);
          return document;
        });
  }

  /** Adds a band with one level to a rule by amount. */
  public Optional<ObjectNode> addBand(String rule, PolicyTables.Edges edges, String role) {
    return tables
        .rule(rule)
        .filter(PolicyTables.RuleTable::byAmount)
        .map(_ -> {
          band(list(rule + "/bands").addObject(), edges, role);
          return document;
        });
  }

  public Optional<ObjectNode> removeBand(String at) {
    return tables
        .band(at)
        .filter(it -> !it.isEverything())
        .map(_ -> {
          list(at.substring(0, at.lastIndexOf('/'))).remove(last(at));
          return document;
        });
  }

  private static void band(ObjectNode band, PolicyTables.Edges edges, String role) {
    edges(band, edges);
    band.putArray("steps").addObject().put("role", role);
  }

  private static void edges(ObjectNode band, PolicyTables.Edges edges) {
    Rows.putText(band, "currency", edges.currency());
    band.put("from", edges.from());
    Rows.putText(band, "to", edges.to());
    band.put("requiresApproval", edges.above() ? "ABOVE" : "AT_OR_ABOVE");
  }

  private ArrayNode list(String at) {
    return (ArrayNode) document.at(at);
  }

  private ObjectNode object(String at) {
    return (ObjectNode) document.at(at);
  }

  private static int last(String at) {
    return Rows.number(at.substring(at.lastIndexOf('/') + 1));
  }
}
