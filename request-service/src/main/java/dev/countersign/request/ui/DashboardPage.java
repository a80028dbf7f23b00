package dev.countersign.request.ui;

import dev.countersign.request.read.Dashboard;
import dev.countersign.request.read.Dashboard.Ended;
import dev.countersign.request.read.Dashboard.Queue;
import dev.countersign.request.read.Dashboard.Results;
import dev.countersign.request.read.Dashboard.Standing;
import dev.countersign.request.read.Dashboard.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the partner's approvals stand now, and what became of those of the last days. */
public record DashboardPage(Now now, List<Result> results) {

  /** Numbers first, then what to look at, then whose queue is long. */
  public record Now(
      Moment at,
      List<Tile> tiles,
      List<Problem> problems,
      List<Line> operations,
      List<Line> asked) {
    public Now {
      tiles = List.copyOf(tiles);
      problems = List.copyOf(problems);
      operations = List.copyOf(operations);
      asked = List.copyOf(asked);
    }

    static Now of(Standing standing, Instant now, Tongue tongue) {
      return new Now(
          Moment.of(standing.at().toInstant(), now, tongue),
          numbers(standing),
          standing.troubles().stream().map(it -> Problem.of(it, now, tongue)).toList(),
          standing.operations().stream()
              .map(it -> Line.of(Words.of(it.name()), it.queue(), now, tongue))
              .toList(),
          standing.asked().stream()
              .map(it -> Line.of(Words.asked(it.name(), tongue.said()), it.queue(), now, tongue))
              .toList());
    }
  }

  /** One number and what it counts. */
  public record Tile(long number, Counted counted) {}

  /** What a number may count. */
  public enum Counted {
    WAITING,
    BLOCKED,
    OVERDUE,
    EXPIRING,
    UNREVIEWED,
    REVIEWS_OVERDUE
  }

  /** A request that somebody should look at. */
  public record Problem(
      String id,
      String operation,
      String subject,
      Badge badge,
      String step,
      String asked,
      Moment at) {

    static Problem of(Trouble trouble, Instant now, Tongue tongue) {
      return new Problem(
          trouble.id().toString(),
          Words.of(trouble.operation()),
          trouble.subject(),
          new Badge(tongue.dashboard().wrong(trouble.kind()), tone(trouble.kind())),
          trouble.step(),
          Words.asked(trouble.asked(), tongue.said()),
          Moment.of(trouble.at().toInstant(), now, tongue));
    }

    private static String tone(Dashboard.Kind kind) {
      return switch (kind) {
        case BLOCKED, OVERDUE -> "negative";
        case EXPIRING -> "waiting";
      };
    }
  }

  /** A queue of an operation, or of those whom steps ask. */
  public record Line(
      String name,
      long requests,
      long blocked,
      long overdue,
      long expiring,
      @Nullable Moment oldest) {

    static Line of(String name, Queue queue, Instant now, Tongue tongue) {
      var oldest = queue.oldest();
      return new Line(
          name,
          queue.requests(),
          queue.blocked(),
          queue.overdue(),
          queue.expiring(),
          oldest == null ? null : Moment.of(oldest.toInstant(), now, tongue));
    }
  }

  /** How many ended in one way, and how long they usually took. */
  public record Result(Badge badge, long requests, String took) {

    static Result of(Ended ended, Tongue tongue) {
      var median = ended.medianSeconds();
      return new Result(
          Badge.of(ended.status(), tongue),
          ended.requests(),
          median == null ? "" : Moment.length(Duration.ofSeconds(median), tongue.lists()));
    }
  }

  public DashboardPage {
    results = List.copyOf(results);
  }

  static DashboardPage of(Now now, Results results, Tongue tongue) {
    var all = Stream.concat(results.aside().stream(), results.answers().stream());
    return new DashboardPage(now, all.map(it -> Result.of(it, tongue)).toList());
  }

  private static List<Tile> numbers(Standing standing) {
    var waiting = standing.waiting();
    return List.of(
        new Tile(waiting.requests(), Counted.WAITING),
        new Tile(waiting.blocked(), Counted.BLOCKED),
        new Tile(waiting.overdue(), Counted.OVERDUE),
        new Tile(waiting.expiring(), Counted.EXPIRING),
        new Tile(standing.reviews().owed(), Counted.UNREVIEWED),
        new Tile(standing.reviews().overdue(), Counted.REVIEWS_OVERDUE));
  }

  public int days() {
    return Dashboard.DAYS;
  }
}
