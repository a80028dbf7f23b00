package dev.countersign.rules.ui;

import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.ui.table.Level;
import dev.countersign.rules.ui.table.PolicyTables;
import java.util.List;
import java.util.Optional;

/**
 * Workflow management above, level management below once a workflow is selected (F-179): the tables
 * S3's users know, over the policies of the partner.
 */
public record EditorPage(
    List<Workflow> workflows,
    List<String> operations,
    WorkflowForm form,
    Optional<Selected> selected,
    Mistakes mistakes,
    Optional<Notice> notice) {

  public EditorPage {
    workflows = List.copyOf(workflows);
    operations = List.copyOf(operations);
  }

  /** A row of the workflow table (F-180). */
  public record Workflow(
      String id,
      int version,
      String name,
      String operation,
      String description,
      String tone,
      State state,
      boolean current) {

    static Workflow of(PolicyVersion it, Optional<PolicyVersion> selected) {
      var heading = PolicyPage.heading(it);
      var about = it.terms().about();
      return new Workflow(
          heading.id(),
          it.version(),
          about.name().isEmpty() ? heading.operation() : about.name(),
          heading.operation(),
          about.description(),
          heading.tone(),
          it.state(),
          selected.filter(other -> other.policy().equals(it.policy())).isPresent());
    }

    public boolean isDraft() {
      return state == State.DRAFT;
    }

    /** Whether its wording can begin the next draft. */
    public boolean isInForce() {
      return state == State.ACTIVE;
    }

    public boolean isRetirable() {
      return state == State.ACTIVE || state == State.IN_REVIEW;
    }
  }

  /** What stands in the form of a new workflow. */
  public record WorkflowForm(
      String name, String operation, String description, String over, String role) {
    static final WorkflowForm NOTHING = new WorkflowForm("", "", "", "", "");

    public boolean isFor(String other) {
      return operation.equals(other);
    }
  }

  /** The workflow whose levels are shown. */
  public record Selected(
      PolicyPage.Heading heading,
      int row,
      boolean editable,
      String currency,
      PolicyTables tables,
      List<PolicyPage.Finding> findings,
      LevelForm form) {

    public Selected {
      findings = List.copyOf(findings);
    }

    /** Where the forms are sent to. */
    public String address() {
      return "/policies/" + heading.id() + "/versions/" + heading.version();
    }

    /** What the analysis says of a place that a row or a heading is about. */
    public List<PolicyPage.Finding> about(String place) {
      return findings.stream().filter(it -> PolicyTables.isAbout(it.where(), place)).toList();
    }

    /** What it says of the policy as a whole. */
    public List<PolicyPage.Finding> general() {
      return findings.stream().filter(it -> !tables.isShownInPlace(it.where())).toList();
    }
  }

  /** The form of a level: which one, or a new one where the index is that of none. */
  public record LevelForm(String at, int index, Level level, String track) {

    static LevelForm empty(PolicyTables tables) {
      var first = tables.rules().getFirst().bands().getFirst().tracks().getFirst();
      return new LevelForm(first.at(), -1, Level.empty(), first.track());
    }

    public boolean isNew() {
      return index < 0;
    }

    public boolean isOf(String other) {
      return at.equals(other);
    }
  }
}
