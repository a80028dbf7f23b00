package dev.countersign.rules.ui;

import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.app.PolicyVersion.State;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.ui.words.Speech;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every operation with what its policy says, and the form that makes one. */
public record PoliciesPage(List<Row> rows, Wizard wizard, Optional<Notice> notice) {

  public PoliciesPage {
    rows = List.copyOf(rows);
  }

  /** One operation: what is in force and what waits. */
  public record Row(String operation, Optional<Version> inForce, Optional<Version> open) {}

  /**
   * One version in a cell of the table.
   *
   * @param due the day by which it should have been reviewed; empty while there is time
   */
  public record Version(
      String id,
      int number,
      State state,
      List<String> sentences,
      String by,
      String at,
      String due) {

    static Version of(PolicyVersion it, LocalDate today, Speech speech) {
      return new Version(
          it.policy().toString(),
          it.version(),
          it.state(),
          PolicySentences.of(it.terms(), speech),
          it.activatedBy().orElse(""),
          it.activatedAt().map(at -> at.toInstant().toString()).orElse(""),
          it.upkeep()
              .filter(upkeep -> it.state() == State.ACTIVE && upkeep.isDue(today))
              .map(upkeep -> speech.language().day(upkeep.reviewBy()))
              .orElse(""));
    }
  }

  /** "Anything over … → who", and what was typed into it. */
  public record Wizard(
      boolean mayWrite,
      boolean needsSecondAdmin,
      String currency,
      List<String> operations,
      Typed typed) {

    public Wizard {
      operations = List.copyOf(operations);
    }

    public boolean isChosen(String operation) {
      return operation.equals(typed.operation());
    }
  }

  /** What stands in the fields of the form. */
  public record Typed(String operation, String over, String role, boolean me) {

    static final Typed NOTHING = new Typed("", "", "", true);
  }

  /** Operations with a policy first, then the rest by name. */
  static List<Row> rows(
      List<Operation> operations, List<PolicyVersion> all, LocalDate today, Speech speech) {
    var rows = new ArrayList<Row>();
    for (var operation : operations) {
      var versions = all.stream().filter(it -> it.operation().equals(operation.code())).toList();
      rows.add(
          new Row(
              operation.code().value(),
              first(versions, State.ACTIVE, today, speech),
              first(versions, State.DRAFT, today, speech)
                  .or(() -> first(versions, State.IN_REVIEW, today, speech))));
    }
    rows.sort(
        Comparator.comparing((Row it) -> it.inForce().isEmpty() && it.open().isEmpty())
            .thenComparing(Row::operation));
    return rows;
  }

  private static Optional<Version> first(
      List<PolicyVersion> versions, State state, LocalDate today, Speech speech) {
    return versions.stream()
        .filter(it -> it.state() == state)
        .findFirst()
        .map(it -> Version.of(it, today, speech));
  }
}
