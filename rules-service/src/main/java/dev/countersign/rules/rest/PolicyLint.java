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
      LintFinding.Code code,
      LintFinding.Severity severity,
      String where,
      String example,
      String advice) {}

  static PolicyLint of(Proof proof) {
    return new PolicyLint(
        proof.coverage(), proof.findings().stream().map(PolicyLint::view).toList());
  }

  private static FindingView view(LintFinding it) {
    var code = it.code();
    return new FindingView(code, code.severity(), it.where(), it.example(), code.advice());
  }
}
