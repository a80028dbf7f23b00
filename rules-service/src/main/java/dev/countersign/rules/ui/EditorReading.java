package dev.countersign.rules.ui;

import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.app.Partners;
import dev.countersign.rules.app.Policies;
import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.app.ReviewPolicy.Target;
import dev.countersign.rules.core.partner.Partner;
import dev.countersign.rules.core.policy.PolicyId;
import dev.countersign.rules.json.PolicyWriter;
import dev.countersign.rules.ui.EditorPage.LevelForm;
import dev.countersign.rules.ui.EditorPage.WorkflowForm;
import dev.countersign.rules.ui.table.Level;
import dev.countersign.rules.ui.table.PolicyTables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads what the editor shows, always for the caller's own partner. */
@ApplicationScoped
public class EditorReading {

  private final PolicyReading reading;
  private final Policies policies;
  private final Partners partners;
  private final LiveRules rules;

  EditorReading(PolicyReading reading, Policies policies, Partners partners, LiveRules rules) {
    this.reading = reading;
    this.policies = policies;
    this.partners = partners;
    this.rules = rules;
  }

  /** A level that the form is to be about, with what was typed or else with what it says. */
  record Chosen(String at, int index, Optional<Typed> typed) {}

  /** What was typed about a level, and the track it was to go to. */
  record Typed(Level level, String track) {}

  /** What stays of a form that was sent, and what is said about it. */
  record Shown(
      WorkflowForm workflow, Optional<Chosen> level, Mistakes mistakes, Optional<Notice> notice) {

    static final Shown NOTHING =
        new Shown(WorkflowForm.NOTHING, Optional.empty(), Mistakes.NONE, Optional.empty());

    Shown with(Optional<Notice> said) {
      return new Shown(workflow, level, mistakes, said);
    }
  }

  Uni<EditorPage> page(Optional<Target> target, Shown shown) {
    var actor = reading.actor();
    return reading.inTransaction(tx ->
        partners
            .find(tx, actor.partner())
            .flatMap(partner ->
                policies.all(tx, actor.partner()).map(all -> page(target, shown, all, partner))));
  }

  private EditorPage page(
      Optional<Target> target, Shown shown, List<PolicyVersion> all, Optional<Partner> partner) {
    var selected = target.map(it -> PolicyReading.pick(it, all));
    return new EditorPage(
        current(all).stream().map(it -> EditorPage.Workflow.of(it, selected)).toList(),
        rules.operations().stream().map(it -> it.code().value()).sorted().toList(),
        shown.workflow(),
        selected.map(it -> selected(it, partner.map(Partner::currency).orElse(""), shown)),
        shown.mistakes(),
        shown.notice());
  }

  /** Of each policy what is being worked on, else what is in force; retired ones are no rows. */
  private static List<PolicyVersion> current(List<PolicyVersion> all) {
    var byPolicy = new LinkedHashMap<PolicyId, PolicyVersion>();
    for (var version : all) {
      if (version.state() != State.RETIRED) {
        byPolicy.merge(
            version.policy(),
            version,
            (shown, other) -> shown.state() == State.ACTIVE ? other : shown);
      }
    }
    return byPolicy.values().stream()
        .sorted(Comparator.comparing(it -> it.operation().value()))
        .toList();
  }

  private EditorPage.Selected selected(PolicyVersion version, String currency, Shown shown) {
    var tables = PolicyTables.of(PolicyWriter.write(version.terms()), currency);
    return new EditorPage.Selected(
        PolicyPage.heading(version),
        version.row(),
        version.state() == State.DRAFT,
        currency,
        tables,
        reading.findings(version),
        shown.level().map(it -> form(it, tables)).orElseGet(() -> LevelForm.empty(tables)));
  }

  private static LevelForm form(Chosen chosen, PolicyTables tables) {
    var table = tables.levels(chosen.at());
    if (table.isEmpty()) {
      return LevelForm.empty(tables);
    }
    var row = table.get().rows().stream().filter(it -> it.index() == chosen.index()).findFirst();
    var index = row.isPresent() ? chosen.index() : -1;
    var saved = row.map(PolicyTables.Row::level).orElseGet(Level::empty);
    return new LevelForm(
        chosen.at(),
        index,
        chosen.typed().map(it -> it.level().keeping(saved)).orElse(saved),
        chosen.typed().map(Typed::track).orElse(table.get().track()));
  }
}
