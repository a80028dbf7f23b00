package dev.countersign.rules.ui;

import dev.countersign.rules.app.LatestEvaluations.Recorded;
import dev.countersign.rules.ui.words.Verdict;
import java.util.List;

/** The events of an operation that came in last, to pick one and try it again (N-03). */
public record RecordedPage(
    List<String> operations, String operation, String policy, String version, List<Row> rows) {

  public RecordedPage {
    operations = List.copyOf(operations);
    rows = List.copyOf(rows);
  }

  /** An event with the answer it got. */
  public record Row(
      String place,
      String at,
      String type,
      String subject,
      String amount,
      Verdict verdict,
      String reason) {

    static Row of(Recorded it) {
      var evaluation = it.evaluation();
      var facts = evaluation.head().path("facts");
      var amount = facts.path("amount").asText("") + " " + facts.path("currency").asText("");
      return new Row(
          it.place().partition() + "-" + it.place().offset(),
          it.at().toString(),
          evaluation.head().at("/event/type").asText(),
          evaluation.text("subjectId"),
          amount.strip(),
          Verdict.of(evaluation.text("verdict")),
          evaluation.text("reasonCode"));
    }
  }

  public boolean isOf(String other) {
    return operation.equals(other);
  }
}
