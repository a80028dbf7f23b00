package dev.countersign.rules.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.partner.Preset;
import dev.countersign.rules.core.policy.Terms;
import dev.countersign.rules.json.PolicyDesk;
import dev.countersign.rules.json.PolicyReader;
import dev.countersign.rules.json.PolicyWriter;
import dev.countersign.rules.ui.table.PolicyTables.BandTable;
import dev.countersign.rules.ui.table.PolicyTables.Edges;
import dev.countersign.rules.ui.table.PolicyTables.LevelTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tables show comes back as it was, and so does what they do not show. */
class PolicyTablesTest {

  private static final Path PAGES = Path.of("../docs/cookbook");
  private static final Pattern POLICY = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  /** Everything that no field can say. */
  private static final String EVERYTHING =
      """
      {'name': 'All of it', 'description': 'as much as a policy can say',
       'matchMode': 'FIRST_MATCH', 'hold': 'PT2H', 'ttl': 'P10D', 'sameApprover': 'COUNT_ONCE',
       'reasons': {'maker': true, 'reject': true, 'minLength': 5},
       'fallbackStep': {'role': 'Operator'},
       'rules': [
        {'id': 'travel', 'when': [{'field': 'category', 'operator': 'equals', 'value': 'travel'}],
         'tracksRequired': 2,
         'tracks': [
          {'name': 'money', 'steps': [
            {'name': 'Finance', 'quorum': '60%', 'rejectionRule': 'UNREACHABLE',
             'approvers': [{'role': 'Finance', 'branch': {'fact': 'branch'}},
                           {'user': 'maria@acme', 'location': 'Dhaka'},
                           {'resolver': 'cost-centre-owner', 'by': 'cost.centre'},
                           {'managerOf': 'MAKER', 'levels': 2}],
             'clocks': {'sla': 'PT4H', 'ladder': [
               {'after': 'PT4H', 'role': 'Lead', 'mode': 'REPLACE'},
               {'after': 'P1D', 'step': 'Board', 'resetClock': false}]}},
            {'name': 'Board', 'group': 'board', 'upperBound': '90000', 'timeout': 'P2D'}]},
          {'name': 'people', 'steps': [{'attribute': 'cost.owner', 'rejections': 2,
             'quorum': 3, 'autoApprove': {'upTo': '50', 'when': {'==': [{'var': 'low'}, true]}}}]},
          {'name': 'law', 'steps': [{'role': 'Counsel', 'active': false,
             'bypassUntil': '2027-01-01T00:00:00Z',
             'when': {'>': [{'var': 'amount'}, 10.50]}}]}]},
        {'id': 'rest', 'bands': [
          {'from': '100', 'requiresApproval': 'ABOVE', 'role': 'Lead'},
          {'from': '100', 'currency': 'EUR', 'to': '900', 'role': 'Lead'}]}]}
      """;

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("F-179 A-35: whatever level is saved unchanged, the policy stays what it was")
  void savingALevelUnchangedChangesNothing(String policy) {
    for (var preset : Preset.values()) {
      var terms = read(PolicyDesk.json(policy), preset);
      var document = PolicyWriter.write(terms);
      for (var table : tables(document)) {
        for (var row : table.rows()) {
          var form = typed(row.level());
          var saved =
              PolicyPatch.of(document, "USD")
                  .level(table.at(), row.index(), form, table.track())
                  .orElseThrow();

          assertThat(saved).isEqualTo(document);
          assertThat(PolicyWriter.write(read(saved, preset))).isEqualTo(document);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("F-179: rules, bands and names that are saved unchanged stay what they were")
  void savingAnythingElseUnchangedChangesNothing(String policy) {
    var document = PolicyWriter.write(PolicyDesk.terms(policy));
    var tables = PolicyTables.of(document, "USD");
    var patched =
        PolicyPatch.of(document, "USD")
            .about(tables.name(), tables.description(), tables.matchMode())
            .orElseThrow();
    for (var rule : tables.rules()) {
      patched = PolicyPatch.of(patched, "USD").rule(rule.at(), rule.condition()).orElseThrow();
      for (var band : rule.bands()) {
        if (!band.isEverything()) {
          patched = PolicyPatch.of(patched, "USD").band(band.at(), band.edges()).orElseThrow();
        }
      }
    }

    assertThat(PolicyWriter.write(read(patched, Preset.LIGHTWEIGHT))).isEqualTo(document);
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("F-179: a level that is changed changes alone")
  void changingALevelLeavesTheOthers(String policy) {
    var document = PolicyWriter.write(PolicyDesk.terms(policy));
    var table = tables(document).getFirst();
    var level = table.rows().getFirst().level();
    var form = renamed(typed(level), "Another name");

    var saved =
        PolicyPatch.of(document, "USD").level(table.at(), 0, form, table.track()).orElseThrow();
    var back =
        PolicyPatch.of(saved, "USD")
            .level(table.at(), 0, typed(level), table.track())
            .orElseThrow();

    assertThat(saved).isNotEqualTo(document);
    assertThat(back).isEqualTo(document);
  }

  @Test
  @DisplayName("F-181: the fields of a level say what S3's columns say")
  void fieldsBecomeSettings() {
    var document = PolicyWriter.write(PolicyDesk.terms("{'over': '500', 'role': 'Lead'}"));
    var at = tables(document).getFirst().at();
    var second =
        new Level(
            "Finance",
            ApproverRow.typed("ROLE", "Finance", "Dhaka", "").toList(),
            new Counted("COUNT", "2"),
            new Counted("FIRST_REJECTION", ""),
            new Level.Thresholds("700", "", "90000"),
            "amount > 600",
            true,
            "",
            new Escalation("2", "", "Lead", ""));

    var saved = PolicyPatch.of(document, "USD").level(at, -1, second, "").orElseThrow();
    var row = tables(PolicyWriter.write(read(saved, Preset.LIGHTWEIGHT))).getFirst().rows().get(1);

    assertThat(row.level().approvers()).extracting(ApproverRow::name).containsExactly("Finance");
    assertThat(row.level().places()).isEqualTo("Dhaka");
    assertThat(row.level().quorum().number()).isEqualTo("2");
    assertThat(row.level().thresholds()).isEqualTo(second.thresholds());
    assertThat(row.level().condition()).isEqualTo("amount > 600");
    assertThat(row.level().escalation()).isEqualTo(new Escalation("2", "ESCALATE", "Lead", ""));
  }

  @Test
  @DisplayName("F-181: levels change their order and go; rules and bands come and go")
  void partsComeAndGo() {
    var one = PolicyWriter.write(PolicyDesk.terms("{'over': '500', 'role': 'Lead'}"));
    var edges = new Edges("USD", "900", "", false);
    var banded = PolicyPatch.of(one, "USD").addBand("", edges, "Chief").orElseThrow();
    var ruled =
        PolicyPatch.of(banded, "USD")
            .addRule("travel", "amount > 5", new Edges("", "", "", false), "Guide")
            .orElseThrow();
    var tables = PolicyTables.of(write(ruled), "USD");

    assertThat(tables.rules()).extracting(it -> it.id()).containsExactly("main", "travel");
    assertThat(tables.rules().getFirst().bands()).hasSize(2);
    var gone = PolicyPatch.of(write(ruled), "USD").removeRule("/rules/1").orElseThrow();
    var less = PolicyPatch.of(write(gone), "USD").removeBand("/bands/1").orElseThrow();
    assertThat(write(less)).isEqualTo(one);
    assertThat(PolicyPatch.of(one, "USD").removeLevel("/nowhere", 0)).isEmpty();
    assertThat(PolicyPatch.of(one, "USD").moveLevel("/bands/0/steps", 0, 1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("F-089: a level goes to a track of its own and back, and nothing else changes")
  void levelGoesToATrackAndBack(String policy) {
    var document = PolicyWriter.write(PolicyDesk.terms(policy));
    var from = PolicyTables.of(document, "USD");
    for (var rule : from.rules()) {
      for (var band : rule.bands()) {
        var table = band.tracks().getLast();
        if (table.rows().size() == 1) {
          continue;
        }
        var row = table.rows().getLast();
        var form = typed(row.level());
        var away =
            PolicyPatch.of(document, "USD")
                .level(table.at(), row.index(), form, "a new one")
                .orElseThrow();
        var moved = PolicyTables.of(away, "USD").rule(rule.at()).orElseThrow();
        var track = moved.bands().get(rule.bands().indexOf(band)).tracks().getLast();

        var back =
            PolicyPatch.of(away, "USD").level(track.at(), 0, form, table.track()).orElseThrow();

        assertThat(track.track()).isEqualTo("a new one");
        assertThat(track.rows()).hasSize(1);
        assertThat(write(back)).isEqualTo(document);
      }
    }
  }

  @Test
  @DisplayName("F-089 F-091: a track ends with its last level, and a single one is not counted")
  void tracksComeAndGo() {
    var one =
        PolicyWriter.write(
            PolicyDesk.terms(
                "{'always': [{'role': 'Sales'}, {'role': 'Legal'}, {'role': 'Tax'}]}"));
    var legal = typed(tables(one).getFirst().rows().get(1).level());
    var two = PolicyPatch.of(one, "USD").level("/always", 1, legal, "law").orElseThrow();
    var counted =
        PolicyPatch.of(write(two), "USD")
            .tracksRequired("", new Counted("COUNT", "1"))
            .orElseThrow();
    var named = PolicyPatch.of(counted, "USD").track("/tracks/0/steps", "desk").orElseThrow();

    assertThat(PolicyDesk.json("{'kind': 'COUNT', 'n': 1}")).isEqualTo(named.get("tracksRequired"));
    assertThat(tables(write(named))).extracting(LevelTable::track).containsExactly("desk", "law");
    var gone = PolicyPatch.of(named, "USD").removeLevel("/tracks/1/steps", 0).orElseThrow();
    assertThat(tables(write(gone))).extracting(LevelTable::track).containsExactly("desk");
    assertThat(gone.has("tracksRequired")).isFalse();
    var plain = PolicyPatch.of(gone, "USD").track("/tracks/0/steps", "").orElseThrow();
    assertThat(tables(write(plain)).getFirst().at()).isEqualTo("/always");
    assertThat(PolicyPatch.of(one, "USD").track("/always", "x")).isEmpty();
    assertThat(PolicyPatch.of(one, "USD").tracksRequired("", new Counted("ANY", ""))).isEmpty();
  }

  private static ObjectNode write(ObjectNode document) {
    return PolicyWriter.write(read(document, Preset.LIGHTWEIGHT));
  }

  private static Terms read(com.fasterxml.jackson.databind.JsonNode document, Preset preset) {
    return PolicyReader.read(
        document, new PolicyReader.Standards(preset, "USD", FactTypes.STANDARD));
  }

  private static List<LevelTable> tables(ObjectNode document) {
    return PolicyTables.of(document, "USD").rules().stream()
        .flatMap(rule -> rule.bands().stream())
        .map(BandTable::tracks)
        .flatMap(List::stream)
        .toList();
  }

  /** The level as its form sends it back: what is shown only is not sent. */
  private static Level typed(Level level) {
    var approvers =
        level.fields().stream()
            .flatMap(it -> ApproverRow.typed(it.kind(), it.name(), it.location(), it.branch()))
            .toList();
    var escalation = level.escalation();
    return new Level(
        level.name(),
        approvers,
        level.quorum(),
        level.rejection(),
        level.thresholds(),
        level.condition(),
        level.active(),
        "",
        escalation.isKept()
            ? new Escalation("", "", "", "")
            : new Escalation(escalation.after(), escalation.what(), escalation.to(), ""));
  }

  private static Level renamed(Level it, String name) {
    return new Level(
        name,
        it.approvers(),
        it.quorum(),
        it.rejection(),
        it.thresholds(),
        it.condition(),
        it.active(),
        it.until(),
        it.escalation());
  }

  static List<Arguments> policies() throws IOException {
    var policies = new ArrayList<Arguments>();
    policies.add(argumentSet("everything", EVERYTHING));
    try (var pages = Files.list(PAGES)) {
      for (var page : pages.sorted().toList()) {
        var policy = POLICY.matcher(Files.readString(page));
        for (int number = 1; policy.find(); number++) {
          policies.add(argumentSet(page.getFileName() + " " + number, policy.group(1)));
        }
      }
    }
    return policies;
  }
}
