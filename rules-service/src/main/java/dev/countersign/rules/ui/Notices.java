package dev.countersign.rules.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.policy.TermsProblem;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.InvalidPolicy.Problem;
import dev.countersign.rules.ui.words.SaidWords;
import dev.countersign.rules.ui.words.Sentence;
import dev.countersign.rules.ui.words.Wrong;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a declined form says to the person, beside the code the API would answer with. */
final class Notices {

  private Notices() {}

  /** Ends a transaction without a change; the page then says why. */
  static final class Declined extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Notice notice;
    private final transient List<Problem> problems;

    Declined(Notice notice, List<Problem> problems) {
      super(notice.code());
      this.notice = notice;
      this.problems = List.copyOf(problems);
    }

    /** Where the document is wrong, so that it can be said beside the field. */
    List<Problem> problems() {
      return problems;
    }

    Notice notice() {
      return notice;
    }
  }

  static <T> T accepted(Ruling<T> ruling) {
    return switch (ruling) {
      case Ruling.Accepted<T>(var result) -> result;
      case Ruling.Refused<T>(var refusal) -> throw refused(refusal);
      case Ruling.Unsound<T>(var problems) -> throw unsound(problems);
    };
  }

  /** What a failure says to the person, if it is a declined form. */
  static Optional<Notice> of(Throwable failure) {
    return failure instanceof Declined declined ? Optional.of(declined.notice()) : Optional.empty();
  }

  static Declined invalid(InvalidPolicy document) {
    return cannotSay(document.problems());
  }

  private static Declined unsound(List<TermsProblem> problems) {
    return cannotSay(
        problems.stream()
            .map(it -> {
              var code = it.code().name();
              return new Problem(code.toLowerCase(Locale.ROOT), it.path(), words(code));
            })
            .toList());
  }

  private static Declined cannotSay(List<Problem> problems) {
    var lines = problems.stream().map(Notices::line).toList();
    var notice = new Notice(SaidWords::cannotSay, lines, problems.getFirst().code());
    return new Declined(notice, problems);
  }

  private static Sentence line(Problem problem) {
    var where = problem.path().isEmpty() ? "" : problem.path() + ": ";
    return words -> where + advice(problem, words);
  }

  /**
   * In English the reader of documents has said it already, and says more exactly what is meant.
   */
  static String advice(Problem problem, SaidWords words) {
    var said = Wrong.of(problem.code()).map(words::wrong).orElse("");
    return said.isEmpty() ? problem.advice() : said;
  }

  /** A refusal of the page's own. */
  static Declined declined(String code, Sentence line) {
    return new Declined(new Notice(SaidWords::nothingChanged, List.of(line), code), List.of());
  }

  private static RuntimeException refused(Refusal refusal) {
    if (refusal == Refusal.NOT_FOUND) {
      return ProblemException.notFound();
    }
    var code = refusal.name().toLowerCase(Locale.ROOT);
    return declined(code, it -> it.refusal(refusal));
  }

  private static String words(String code) {
    return code.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
