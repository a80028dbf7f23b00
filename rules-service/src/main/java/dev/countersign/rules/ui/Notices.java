package dev.countersign.rules.ui;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.app.Refusal;
import dev.countersign.rules.app.Ruling;
import dev.countersign.rules.core.policy.TermsProblem;
import dev.countersign.rules.json.InvalidPolicy;
import dev.countersign.rules.json.InvalidPolicy.Problem;
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
    var notice = new Notice("The policy cannot say this.", lines, problems.getFirst().code());
    return new Declined(notice, problems);
  }

  private static String line(Problem problem) {
    return problem.path().isEmpty() ? problem.advice() : problem.path() + ": " + problem.advice();
  }

  /** A refusal of the page's own. */
  static Declined declined(String code, String line) {
    return new Declined(new Notice("Nothing was changed.", List.of(line), code), List.of());
  }

  private static RuntimeException refused(Refusal refusal) {
    if (refusal == Refusal.NOT_FOUND) {
      return ProblemException.notFound();
    }
    var code = refusal.name().toLowerCase(Locale.ROOT);
    return declined(code, sentence(refusal));
  }

  private static String sentence(Refusal refusal) {
    return switch (refusal) {
      case FOUR_EYES_REQUIRED ->
          "You are one of its authors; another policy admin has to activate it.";
      case PARTNER_UNKNOWN -> "Your partner is not set up yet.";
      case OPERATION_UNKNOWN -> "There is no such operation.";
      case VERSION_OPEN -> "Another version of this policy is still open; finish that one first.";
      case NOT_A_DRAFT -> "It is no draft any more.";
      case NOT_IN_REVIEW -> "Only a version in review can be activated.";
      case NOT_ACTIVE -> "Only a version in force or in review can be retired.";
      case NOT_IN_FORCE -> "Only a version in force is looked at again.";
      case REVIEW_DATE_INVALID -> "The next review is after today and within two years.";
      case REASON_REQUIRED -> "Say why.";
      case POOL_INSUFFICIENT -> "Too few people could decide a step; it stands below.";
      case WINDOW_INVALID -> "A window lies in the past and begins before it ends.";
      case WINDOW_TOO_LONG -> "The window is longer than the events are kept for.";
      case SIMULATION_RUNNING -> "Another backtest of your partner is running; wait for it.";
      case SIMULATIONS_BUSY -> "Too many backtests run here; try again in a while.";
      case SIMULATION_ENDED -> "The backtest has ended.";
      case POLICY_HAS_ERRORS -> "The analysis finds errors; they stand below.";
      case FALLBACK_REQUIRED -> "Nobody can prove that it asks somebody; name a fallbackStep.";
      case STALE_VERSION -> "Somebody else has changed it; look again.";
      default -> words(refusal.name()) + ".";
    };
  }

  private static String words(String code) {
    return code.replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
