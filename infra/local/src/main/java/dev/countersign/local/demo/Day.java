package dev.countersign.local.demo;

import static java.util.stream.Collectors.toMap;

import dev.countersign.local.client.Answers;
import dev.countersign.local.client.ApprovalsApi;
import dev.countersign.local.client.Intake;
import dev.countersign.local.client.Intake.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;

/**
 * Plays the day: events come a few at a time while people decide, until every one is answered. What
 * came all at once would tell how long a queue is, not how long an event takes.
 */
final class Day {
  private static final int AT_ONCE = 8;
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(250);

  private final List<PlannedEvent> plan;
  private final Checkers checkers;
  private final Duration patience;

  /**
   * @param patience how long to wait for answers after the last event was published
   */
  Day(List<PlannedEvent> plan, ApprovalsApi api, Duration patience) {
    this.plan = plan;
    this.patience = patience;
    this.checkers =
        new Checkers(
            api,
            plan.stream()
                .filter(PlannedEvent::isFirstOfItsId)
                .collect(toMap(PlannedEvent::subjectId, PlannedEvent::plan, (first, _) -> first)));
  }

  /** Publishes, decides, and returns what was sent where once all is answered or time is up. */
  List<Sent> play(Intake intake, Answers answers) {
    var sent = new ArrayList<Sent>();
    plan.stream()
        .gather(Gatherers.windowFixed(AT_ONCE))
        .forEach(few -> {
          few.forEach(event -> sent.add(publish(event, intake)));
          work(answers);
        });
    var deadline = Instant.now().plus(patience);
    while (!isSettled(sent, answers) && Instant.now().isBefore(deadline)) {
      work(answers);
    }
    return List.copyOf(sent);
  }

  private static Sent publish(PlannedEvent event, Intake intake) {
    return new Sent(event, intake.publish(event.intake()).join());
  }

  /** One round of decisions; with nothing to decide, a moment for the next answer to come in. */
  private void work(Answers answers) {
    if (checkers.round() == 0) {
      answers.awaitNews(BETWEEN_ROUNDS);
    }
  }

  private static boolean isSettled(List<Sent> sent, Answers answers) {
    return sent.stream().allMatch(one -> one.hasItsAnswer(answers));
  }

  Checkers checkers() {
    return checkers;
  }

  /** One record of the plan, and where it went. */
  record Sent(PlannedEvent planned, Published published) {

    /** Every answer to this record's event; a retry or a refused content has none of its own. */
    List<String> answers(Answers answers) {
      var all = new ArrayList<>(planned.event().map(answers::to).orElse(List.of()));
      all.addAll(answers.deadLettersAt(published.partition(), published.offset()));
      return all;
    }

    boolean hasItsAnswer(Answers answers) {
      if (planned.expected().equals(PlannedEvent.Expected.ID_REUSE)) {
        return planned.event().filter(answers.reusedIds()::contains).isPresent();
      }
      return got(answers).equals(planned.expected()) || !planned.isFirstOfItsId();
    }

    /** What became of it, in the words of the plan. */
    String got(Answers answers) {
      var outcomes =
          planned.event().map(answers::outcomesOf).orElse(List.of()).stream()
              .sorted((a, b) -> Boolean.compare(b.isFinal(), a.isFinal()))
              .map(outcome -> outcome.verdict() + "/" + outcome.basis());
      var deadLetters =
          answers.deadLettersAt(published.partition(), published.offset()).stream()
              .map(PlannedEvent.Expected::deadLetter);
      return java.util.stream.Stream.concat(outcomes, deadLetters).findFirst().orElse("nothing");
    }
  }
}
