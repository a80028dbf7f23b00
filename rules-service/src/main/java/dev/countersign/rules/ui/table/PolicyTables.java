package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy document as tables: for every rule, amount band and track the levels it asks. Places are
 * JSON pointers into the document as this service writes it.
 */
public record PolicyTables(
    String name, String description, String matchMode, List<RuleTable> rules, List<String> kept) {

  private static final List<String> SHOWN =
      List.of(
          "name",
          "description",
          "matchMode",
          "rules",
          "when",
          "always",
          "bands",
          "steps",
          "tracks",
          "tracksRequired",
          "facts");

  public PolicyTables {
    rules = List.copyOf(rules);
    kept = List.copyOf(kept);
  }

  /** A rule: where it holds, and its bands; a rule for everything has one without an edge. */
  public record RuleTable(
      String at, String id, String condition, boolean byAmount, List<BandTable> bands) {
    public RuleTable {
      bands = List.copyOf(bands);
    }

    /** The name of the form that changes it. */
    public String form() {
      return "rule" + at;
    }

    /** The name of the form that adds a band to it. */
    public String newBand() {
      return "add-band" + at;
    }
  }

  /** A band of amounts with the levels of each of its tracks. */
  public record BandTable(
      String at, Edges edges, Counted required, String finding, List<LevelTable> tracks) {
    public BandTable {
      tracks = List.copyOf(tracks);
    }

    /** The name of the form that changes it. */
    public String form() {
      return "band" + at;
    }

    /** The name of the form that counts its tracks. */
    public String tracksForm() {
      return "tracks" + at;
    }

    public boolean isEverything() {
      return edges.from().isEmpty();
    }

    /** Whether its tracks are named; levels alone are a single track without a name. */
    public boolean isInTracks() {
      return !tracks.getFirst().track().isEmpty();
    }

    /** The names a level may escalate to, in whichever track it stands. */
    public List<String> names() {
      return tracks.stream()
          .flatMap(it -> it.rows().stream())
          .map(it -> it.level().name())
          .toList();
    }

    /** Whether it can be said how many of its tracks are enough. */
    public boolean isCounted() {
      return tracks.size() > 1;
    }
  }

  /** From where to where a band goes; the upper edge is usually left to the next band. */
  public record Edges(String currency, String from, String to, boolean above) {

    /** Where the band begins, with its currency. */
    public String start() {
      return from + " " + currency;
    }
  }

  /** The levels of one track, in the order in which they are asked. */
  public record LevelTable(String at, String track, String currency, List<Row> rows) {
    public LevelTable {
      rows = List.copyOf(rows);
    }

    /** Whether a track that somebody names is this one; the one without a name is the usual one. */
    public boolean isOf(String typed) {
      return PlanTracks.name(track).equals(PlanTracks.name(typed));
    }

    /** The name of the form that names it. */
    public String form() {
      return "track" + at;
    }
  }

  /** A level in its place; {@code finding} is how the analysis calls that place. */
  public record Row(int index, int number, Level level, String finding, boolean last) {}

  /** The tables of a document; amounts without a currency are in {@code currency}. */
  public static PolicyTables of(ObjectNode document, String currency) {
    var rules = new ArrayList<RuleTable>();
    if (document.get("rules") instanceof ArrayNode listed) {
      for (int index = 0; index < listed.size(); index++) {
        rules.add(rule(listed.get(index), "/rules/" + index, currency));
      }
    } else {
      rules.add(rule(document, "", currency));
    }
    return new PolicyTables(
        Rows.typed(document.path("name").asText("")),
        Rows.typed(document.path("description").asText("")),
        document.path("matchMode").asText(""),
        rules,
        kept(document));
  }

  /** The settings that no table shows, as they stand in the document. */
  private static List<String> kept(ObjectNode document) {
    return document.properties().stream()
        .filter(it -> !SHOWN.contains(it.getKey()))
        .map(it -> it.getKey() + ": " + Rows.condition(it.getValue()))
        .toList();
  }

  /** The table of the levels that stand at a place. */
  public Optional<LevelTable> levels(String at) {
    return tables().filter(it -> it.at().equals(at)).findFirst();
  }

  public Optional<BandTable> band(String at) {
    return rules.stream()
        .flatMap(it -> it.bands().stream())
        .filter(it -> it.at().equals(at))
        .findFirst();
  }

  public Optional<RuleTable> rule(String at) {
    return rules.stream().filter(it -> it.at().equals(at)).findFirst();
  }

  private Stream<LevelTable> tables() {
    return rules.stream().flatMap(it -> it.bands().stream()).flatMap(it -> it.tracks().stream());
  }

  /** The band whose levels stand at a place, of whichever track. */
  public Optional<BandTable> bandOf(String levels) {
    return rules.stream()
        .flatMap(it -> it.bands().stream())
        .filter(it -> it.tracks().stream().anyMatch(track -> track.at().equals(levels)))
        .findFirst();
  }

  /** Everything that a finding may be about, other than the policy as a whole. */
  public boolean isShownInPlace(String where) {
    return rules.stream().anyMatch(it -> it.id().equals(where))
        || rules.stream()
            .flatMap(it -> it.bands().stream())
            .anyMatch(it ->
                it.finding().equals(where)
                    || it.tracks().stream()
                        .flatMap(track -> track.rows().stream())
                        .anyMatch(row -> isAbout(where, row.finding())));
  }

  /** A finding of a level is about the level itself or about a rung of its ladder. */
  public static boolean isAbout(String where, String place) {
    return where.equals(place) || where.startsWith(place + " rung ");
  }

  private static RuleTable rule(JsonNode rule, String at, String currency) {
    var id = rule.path("id").asText("main");
    var condition = Rows.condition(rule.get("when"));
    var bands = new ArrayList<BandTable>();
    if (rule.get("bands") instanceof ArrayNode listed) {
      for (int index = 0; index < listed.size(); index++) {
        bands.add(band(listed.get(index), at + "/bands/" + index, id));
      }
      return new RuleTable(at, id, condition, true, bands);
    }
    var levels = new Place(id, currency);
    var everything = new Edges(currency, "", "", false);
    bands.add(
        rule.has("always")
            ? new BandTable(
                at, everything, required(rule), id, List.of(levels.table(rule, at, "always", "")))
            : new BandTable(at, everything, required(rule), id, levels.tables(rule, at)));
    return new RuleTable(at, id, condition, false, bands);
  }

  private static BandTable band(JsonNode band, String at, String rule) {
    var edges =
        new Edges(
            band.path("currency").asText(),
            band.path("from").asText(),
            band.path("to").asText(""),
            band.path("requiresApproval").asText("").equals("ABOVE"));
    return new BandTable(
        at,
        edges,
        required(band),
        rule + " from " + edges.from(),
        new Place(rule, edges.currency()).tables(band, at));
  }

  private static Counted required(JsonNode plan) {
    return plan.has("tracksRequired")
        ? Counted.of(plan.path("tracksRequired"))
        : new Counted("ALL", "");
  }

  /** Reads the levels of a rule, whose amounts are in the currency of their band. */
  private record Place(String rule, String currency) {

    List<LevelTable> tables(JsonNode plan, String at) {
      if (!(plan.get("tracks") instanceof ArrayNode tracks)) {
        return List.of(table(plan, at, "steps", ""));
      }
      var tables = new ArrayList<LevelTable>();
      for (int index = 0; index < tracks.size(); index++) {
        var track = tracks.get(index);
        tables.add(table(track, at + "/tracks/" + index, "steps", track.path("name").asText()));
      }
      return tables;
    }

    LevelTable table(JsonNode owner, String at, String field, String track) {
      var rows = new ArrayList<Row>();
      var steps = owner.path(field);
      for (int index = 0; index < steps.size(); index++) {
        if (steps.get(index) instanceof ObjectNode step) {
          var level = Level.of(step);
          var finding = rule + "/" + level.name();
          rows.add(new Row(index, index + 1, level, finding, index + 1 == steps.size()));
        }
      }
      return new LevelTable(at + "/" + field, track, currency, rows);
    }
  }
}
