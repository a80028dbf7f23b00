package dev.countersign.rules.rest;

import dev.countersign.rules.core.analysis.LintFinding;
import dev.countersign.rules.core.analysis.Proof;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the analysis says of a policy. */
@Schema(name = "PolicyLint")
public record PolicyLint(Proof.Coverage coverage, List<FindingView> findings) {

  /** One finding; {@code example} is an input that shows it. */
  @Schema(name = "LintFinding")
  public record FindingView(
      LintFinding.Code code, LintFinding.Severity severity, String where, String example) {}

  static PolicyLint of(Proof proof) {
    return new PolicyLint(
        proof.coverage(),
        proof.findings().stream()
            .map(it -> new FindingView(it.code(), it.code().severity(), it.where(), it.example()))
            .toList());
  }
}
