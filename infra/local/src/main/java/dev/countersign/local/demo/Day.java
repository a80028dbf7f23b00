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

/**
 * Plays the day: publishes everything, lets the people work, waits until every event is answered.
 */
final class Day {
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
    var sent = publishAll(intake);
    var deadline = Instant.now().plus(patience);
    while (!isSettled(sent, answers) && Instant.now().isBefore(deadline)) {
      if (checkers.round() == 0) {
        answers.awaitNews(BETWEEN_ROUNDS);
      }
    }
    return sent;
  }

  private List<Sent> publishAll(Intake intake) {
    var sent = new ArrayList<Sent>();
    for (var event : plan) {
      sent.add(new Sent(event, intake.publish(event.intake()).join()));
    }
    return List.copyOf(sent);
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
