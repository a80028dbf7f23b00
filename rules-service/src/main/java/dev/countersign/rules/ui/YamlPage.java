package dev.countersign.rules.ui;

import dev.countersign.rules.json.InvalidPolicy.Problem;
import dev.countersign.rules.json.YamlLines;
import dev.countersign.rules.ui.words.SaidWords;
import java.util.List;
import java.util.Optional;

/** A draft as code: what it says, or what was typed and would become of it. */
public record YamlPage(
    PolicyPage.Heading heading,
    int row,
    boolean editable,
    String yaml,
    Optional<Trial> trial,
    List<Mistake> mistakes,
    Optional<Notice> notice) {

  public YamlPage {
    mistakes = List.copyOf(mistakes);
  }

  /** What is wrong, beside the line that says it. */
  public record Mistake(int line, String text, String advice) {}

  static List<Mistake> mistakes(String yaml, List<Problem> problems, SaidWords words) {
    var lines = YamlLines.of(yaml);
    return problems.stream()
        .flatMap(problem ->
            lines
                .at(problem.path())
                .map(
                    line -> new Mistake(line.number(), line.text(), Notices.advice(problem, words)))
                .stream())
        .toList();
  }

  /** What a document would change of the draft, and what the analysis says of it. */
  public record Trial(List<PolicyPage.Change> changes, List<PolicyPage.Finding> findings) {
    public Trial {
      changes = List.copyOf(changes);
      findings = List.copyOf(findings);
    }
  }

  public String address() {
    return "/policies/" + heading.id() + "/versions/" + heading.version();
  }
}
