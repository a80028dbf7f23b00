package dev.countersign.rules.ui;

import java.util.List;
import java.util.Optional;

/** A draft as code: what it says, or what was typed and would become of it. */
public record YamlPage(
    PolicyPage.Heading heading,
    int row,
    boolean editable,
    String yaml,
    Optional<Trial> trial,
    Optional<Notice> notice) {

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
