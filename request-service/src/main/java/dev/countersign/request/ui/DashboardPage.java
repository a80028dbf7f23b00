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

    static Now of(Standing standing, Instant now) {
      return new Now(
          Moment.of(standing.at().toInstant(), now),
          numbers(standing),
          standing.troubles().stream().map(it -> Problem.of(it, now)).toList(),
          standing.operations().stream()
              .map(it -> Line.of(Words.of(it.name()), it.queue(), now))
              .toList(),
          standing.asked().stream()
              .map(it -> Line.of(Words.asked(it.name()), it.queue(), now))
              .toList());
    }
  }

  /** One number and what it counts. */
  public record Tile(long number, String label) {}

  /** A request that somebody should look at. */
  public record Problem(
      String id,
      String operation,
      String subject,
      Badge badge,
      String step,
      String asked,
      Moment at) {

    static Problem of(Trouble trouble, Instant now) {
      return new Problem(
          trouble.id().toString(),
          Words.of(trouble.operation()),
          trouble.subject(),
          badge(trouble.kind()),
          trouble.step(),
          Words.asked(trouble.asked()),
          Moment.of(trouble.at().toInstant(), now));
    }

    private static Badge badge(Dashboard.Kind kind) {
      return switch (kind) {
        case BLOCKED -> new Badge("Too few people", "negative");
        case OVERDUE -> new Badge("Overdue", "negative");
        case EXPIRING -> new Badge("Expires soon", "waiting");
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

    static Line of(String name, Queue queue, Instant now) {
      var oldest = queue.oldest();
      return new Line(
          name,
          queue.requests(),
          queue.blocked(),
          queue.overdue(),
          queue.expiring(),
          oldest == null ? null : Moment.of(oldest.toInstant(), now));
    }
  }

  /** How many ended in one way, and how long they usually took. */
  public record Result(Badge badge, long requests, String took) {

    static Result of(Ended ended) {
      var median = ended.medianSeconds();
      return new Result(
          Badge.of(ended.status()),
          ended.requests(),
          median == null ? "" : Moment.length(Duration.ofSeconds(median)));
    }
  }

  public DashboardPage {
    results = List.copyOf(results);
  }

  static DashboardPage of(Now now, Results results) {
    var all = Stream.concat(results.aside().stream(), results.answers().stream());
    return new DashboardPage(now, all.map(Result::of).toList());
  }

  private static List<Tile> numbers(Standing standing) {
    var waiting = standing.waiting();
    return List.of(
        new Tile(waiting.requests(), "wait for approval"),
        new Tile(waiting.blocked(), "have too few people to decide"),
        new Tile(waiting.overdue(), "take longer than agreed"),
        new Tile(waiting.expiring(), "expire within a day"),
        new Tile(standing.reviews().owed(), "overrides and self-approvals without their review"),
        new Tile(standing.reviews().overdue(), "of these reviews overdue"));
  }

  public int days() {
    return Dashboard.DAYS;
  }
}
