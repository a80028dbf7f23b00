package dev.countersign.rules.core.backtest;

import dev.countersign.rules.core.evaluation.TraceLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a version would have changed of the past. Lists are bounded; {@code omitted} counts the
 * entries that found no room.
 *
 * @param events the events that were compared, each once
 * @param redelivered records of an event that had been counted already
 * @param cancellations events that take their question back: there is nothing to judge
 */
public record Report(
    long events,
    long redelivered,
    long cancellations,
    Map<Change, Long> changes,
    Recorded recorded,
    List<Group> groups,
    List<Load> load,
    List<Unseen> unseen,
    List<Example> examples,
    long omitted) {

  public Report {
    changes = Map.copyOf(changes);
    groups = List.copyOf(groups);
    load = List.copyOf(load);
    unseen = List.copyOf(unseen);
    examples = List.copyOf(examples);
  }

  /**
   * How what was answered then compares with what the evaluator says today, byte for byte.
   *
   * @param same reproduced by the version that was in force
   * @param heardLate reproduced by the version before: the change had not reached the service yet
   * @param differences not reproduced
   * @param notKept records whose evaluation is no longer, or not yet, on its topic
   * @param examples ids of events that were not reproduced
   */
  public record Recorded(
      long same, long heardLate, long differences, long notKept, List<String> examples) {
    public Recorded {
      examples = List.copyOf(examples);
    }
  }

  /** Events whose answer went from one to the other, by the rules and bands that gave it. */
  public record Group(Change change, Side before, Side after, long events) {}

  /** One side of a group. */
  public record Side(String verdict, Optional<String> reason, List<String> rules) {
    public Side {
      rules = List.copyOf(rules);
    }

    static Side of(Answer answer) {
      return new Side(answer.verdict(), answer.reason(), answer.rules());
    }
  }

  /** How many items an approver got in a week of the partner's zone, and would have got. */
  public record Load(String approver, String week, long before, long after) {}

  /** What would have passed with nobody seeing it. */
  public record Unseen(String currency, long events, String amount) {}

  /** An event with its two answers. */
  public record Example(
      Change change,
      String source,
      String id,
      String type,
      String subjectId,
      Instant at,
      Optional<String> amount,
      Optional<String> currency,
      Optional<String> material,
      Given before,
      Given after) {}

  /** An answer as an example shows it, with the beginning of a trace that is very long. */
  public record Given(
      String verdict,
      Optional<String> reason,
      Optional<Integer> policyVersion,
      List<String> rules,
      List<AskedStep> asked,
      List<TraceLine> trace) {

    private static final int MOST_LINES = 100;

    public Given {
      rules = List.copyOf(rules);
      asked = List.copyOf(asked);
      trace = List.copyOf(trace);
    }

    static Given of(Answer it) {
      return new Given(
          it.verdict(),
          it.reason(),
          it.policyVersion(),
          it.rules(),
          it.asked(),
          it.trace().stream().limit(MOST_LINES).toList());
    }
  }
}
