package dev.countersign.request.core.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a sequence may be made of. Each broken rule is one sentence that names its field. */
public final class SequenceRules {

  /** A sequence as somebody wants it. */
  public record Draft(
      String documentType, String branch, String prefix, int padding, String reset) {}

  /** A field of the draft and what is wrong with it. */
  public record Violation(String field, String problem) {}

  /** What a draft comes to. */
  public sealed interface Checked {
    record Good(Sequence sequence) implements Checked {}

    record Bad(List<Violation> violations) implements Checked {
      public Bad {
        violations = List.copyOf(violations);
      }
    }
  }

  private SequenceRules() {}

  public static Checked check(Draft draft) {
    var found = new ArrayList<Violation>();
    if (!DocumentType.isCode(draft.documentType())) {
      found.add(new Violation("documentType", "must be a code such as INVOICE"));
    }
    if (!Branch.isCode(draft.branch())) {
      found.add(new Violation("branch", "must be at most 10 capital letters and digits"));
    }
    var reset = reset(draft.reset());
    if (reset.isEmpty()) {
      found.add(new Violation("reset", "must be NEVER, YEARLY or MONTHLY"));
    }
    var branch = Branch.isCode(draft.branch()) ? new Branch(draft.branch()) : Branch.NONE;
    var format = NumberFormat.parse(draft.prefix(), branch, draft.padding());
    if (format.isEmpty()) {
      found.add(
          new Violation(
              "prefix",
              "must be text with the tokens {YYYY}, {YY}, {MM}, {BRANCH}; padding is 1 to 12"));
    }
    if (found.isEmpty() && !reset.orElseThrow().isShownBy(format.orElseThrow().tokens())) {
      found.add(new Violation("reset", "the prefix must show the period that starts again"));
    }
    return found.isEmpty()
        ? new Checked.Good(good(draft, branch, format.orElseThrow(), reset.orElseThrow()))
        : new Checked.Bad(found);
  }

  private static Sequence good(
      Draft draft, Branch branch, NumberFormat format, ResetStrategy reset) {
    return new Sequence(
        new DocumentType(draft.documentType()), branch, draft.prefix(), format, reset);
  }

  private static Optional<ResetStrategy> reset(String text) {
    return switch (text) {
      case "NEVER" -> Optional.of(ResetStrategy.NEVER);
      case "YEARLY" -> Optional.of(ResetStrategy.YEARLY);
      case "MONTHLY" -> Optional.of(ResetStrategy.MONTHLY);
      default -> Optional.empty();
    };
  }
}
