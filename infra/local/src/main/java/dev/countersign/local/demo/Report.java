package dev.countersign.local.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.countersign.local.client.Answers;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** What became of the day, as a table; its last two lines are the proof. */
final class Report {
  private final List<Day.Sent> sent;
  private final Answers answers;

  Report(List<Day.Sent> sent, Answers answers) {
    this.sent = sent;
    this.answers = answers;
  }

  /** Prints the table and answers whether every event has exactly one answer, the planned one. */
  boolean print(PrintWriter out, List<Duration> eventToRequest, List<Duration> decisionToOutcome) {
    out.printf("%n%-36s %6d%n", "records published", sent.size());
    out.printf("%-36s %6d%n", "  of them distinct events", firsts().size());
    section(out, "answers by verdict and basis", "/");
    section(out, "dead letters by reason", "dead letter");
    out.printf("%n%-36s %s%n", "event to open request", Percentiles.of(eventToRequest));
    out.printf("%-36s %s%n", "decision to outcome", Percentiles.of(decisionToOutcome));
    var surprises = surprises();
    surprises.forEach(out::println);
    out.printf("second contents under one id: %d%n", answers.secondContents().size());
    out.printf("unlike the plan: %d%n", surprises.size());
    long unanswered = firsts().stream().filter(one -> one.answers(answers).isEmpty()).count();
    long twice = firsts().stream().filter(one -> one.answers(answers).size() > 1).count();
    out.printf("unanswered: %d%n", unanswered);
    out.printf("answered twice: %d%n", twice);
    out.flush();
    return unanswered == 0
        && twice == 0
        && surprises.isEmpty()
        && answers.secondContents().isEmpty();
  }

  private void section(PrintWriter out, String title, String mark) {
    out.printf("%n%s%n", title);
    var counts =
        sent.stream()
            .filter(one -> one.planned().isFirstOfItsId() || isRefusedContent(one))
            .collect(groupingBy(this::became, TreeMap::new, counting()));
    counts.forEach((what, count) -> {
      if (what.contains(mark)) {
        out.printf("  %-34s %6d%n", what, count);
      }
    });
  }

  private String became(Day.Sent one) {
    return isRefusedContent(one) ? one.planned().expected() : one.got(answers);
  }

  private boolean isRefusedContent(Day.Sent one) {
    return one.planned().expected().equals(PlannedEvent.Expected.ID_REUSE)
        && one.hasItsAnswer(answers);
  }

  private List<Day.Sent> firsts() {
    return sent.stream().filter(one -> one.planned().isFirstOfItsId()).toList();
  }

  private List<String> surprises() {
    return sent.stream()
        .filter(one -> !one.hasItsAnswer(answers))
        .map(one ->
            "  unlike the plan: %s %s: expected %s, got %s"
                .formatted(
                    one.planned().subjectId(),
                    one.planned().event().map(Record::toString).orElse("-"),
                    one.planned().expected(),
                    one.got(answers)))
        .toList();
  }
}
