package dev.countersign.rules.ui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.backtest.ReadDivergences.Divergences;
import dev.countersign.rules.core.backtest.Change;
import dev.countersign.rules.ui.BacktestSection.Side;
import java.util.List;
import java.util.Map;

/** Where a version in the shadow differed from the one in force (N-02). */
public record DivergencesPage(
    PolicyPage.Heading heading,
    String since,
    long total,
    boolean complete,
    List<Counted> changes,
    List<Divergence> newest) {

  public DivergencesPage {
    changes = List.copyOf(changes);
    newest = List.copyOf(newest);
  }

  /** How often. */
  public record Counted(Change change, long events) {}

  /** An event with what was answered and what the shadow said. */
  public record Divergence(
      Change change, String event, String subject, String at, Side live, Side shadow) {

    static Divergence of(JsonNode it) {
      var event = it.path("event");
      return new Divergence(
          Change.valueOf(it.path("change").asText()),
          event.path("id").asText(),
          it.path("subjectId").asText(),
          it.path("time").asText(),
          BacktestSection.side(it.path("live")),
          BacktestSection.side(it.path("shadow")));
    }
  }

  static DivergencesPage of(PolicyVersion version, Divergences found) {
    return new DivergencesPage(
        PolicyPage.heading(version),
        version.shadowFrom().map(it -> it.toInstant().toString()).orElse(""),
        found.total(),
        found.complete(),
        found.changes().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it -> new Counted(Change.valueOf(it.getKey()), it.getValue()))
            .toList(),
        found.newest().stream().map(Divergence::of).toList());
  }
}
