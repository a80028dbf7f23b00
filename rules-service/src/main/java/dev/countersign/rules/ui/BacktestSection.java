package dev.countersign.rules.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.backtest.Simulation;
import dev.countersign.rules.app.backtest.Simulation.State;
import dev.countersign.rules.app.backtest.Window;
import dev.countersign.rules.core.backtest.Change;
import dev.countersign.rules.ui.words.Failure;
import dev.countersign.rules.ui.words.SaidWords;
import dev.countersign.rules.ui.words.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a version would have answered to the past: the form that asks, how far it is, what came out.
 *
 * @param shadow where the shadow's report is; empty if the version never stood in it
 */
public record BacktestSection(String address, String shadow, Typed typed, Optional<Run> run) {

  /** Days in the partner's zone, both of them within; without an end until now. */
  public record Typed(String from, String to) {

    private static final int WEEK = 7;

    static Typed lastWeek(ZoneId zone) {
      return new Typed(LocalDate.now(zone).minusDays(WEEK).toString(), "");
    }

    Window window(ZoneId zone) {
      try {
        return new Window(LocalDate.parse(from).atStartOfDay(zone).toInstant(), end(zone));
      } catch (DateTimeParseException _) {
        throw Notices.declined("window_invalid", SaidWords::daysUnreadable);
      }
    }

    private Instant end(ZoneId zone) {
      var today = LocalDate.now(zone);
      var last = to.isEmpty() ? today : LocalDate.parse(to);
      return last.equals(today) ? Instant.now() : last.plusDays(1).atStartOfDay(zone).toInstant();
    }
  }

  /** A backtest that was ordered. */
  public record Run(
      String address,
      String id,
      String from,
      String to,
      String by,
      State state,
      long read,
      long total,
      Optional<Failure> failure,
      Optional<Result> result) {

    static Run of(Simulation it, String address) {
      return new Run(
          address,
          it.id().toString(),
          it.window().from().toString(),
          it.window().to().toString(),
          it.requestedBy(),
          it.state(),
          it.progress().read(),
          it.progress().total(),
          it.failure().map(Failure::of),
          it.report().map(text -> Result.of(Json.read(text.getBytes(UTF_8)))));
    }

    public boolean isRunning() {
      return state == State.RUNNING;
    }

    public boolean isCancelled() {
      return state == State.CANCELLED;
    }
  }

  /** What came out, in the parts in which people read it. */
  public record Result(
      long events,
      long changed,
      long notReproduced,
      long omitted,
      List<Group> groups,
      List<Example> examples,
      List<Unseen> unseen,
      List<Load> load) {

    public Result {
      groups = List.copyOf(groups);
      examples = List.copyOf(examples);
      unseen = List.copyOf(unseen);
      load = List.copyOf(load);
    }

    static Result of(JsonNode report) {
      var unchanged = report.path("changes").path(Change.UNCHANGED.name()).asLong();
      var events = report.path("events").asLong();
      return new Result(
          events,
          events - unchanged,
          report.path("recorded").path("differences").asLong(),
          report.path("omitted").asLong(),
          groups(report.path("groups")),
          examples(report.path("examples")),
          unseen(report.path("unseen")),
          load(report.path("load")));
    }

    public boolean isUnchanged() {
      return events > 0 && changed == 0;
    }

    private static List<Group> groups(JsonNode groups) {
      var read = new ArrayList<Group>();
      for (var it : groups) {
        var change = Change.valueOf(it.path("change").asText());
        if (change != Change.UNCHANGED) {
          read.add(
              new Group(
                  change,
                  side(it.path("before")),
                  side(it.path("after")),
                  it.path("events").asLong()));
        }
      }
      return read;
    }

    private static List<Example> examples(JsonNode examples) {
      var read = new ArrayList<Example>();
      for (var it : examples) {
        read.add(
            new Example(
                Change.valueOf(it.path("change").asText()),
                it.path("id").asText(),
                it.path("subjectId").asText(),
                it.path("at").asText(),
                (it.path("amount").asText("") + " " + it.path("currency").asText("")).strip(),
                side(it.path("before")),
                side(it.path("after"))));
      }
      return read;
    }

    private static List<Unseen> unseen(JsonNode unseen) {
      var read = new ArrayList<Unseen>();
      for (var it : unseen) {
        read.add(
            new Unseen(
                it.path("events").asLong(),
                it.path("amount").asText() + " " + it.path("currency").asText()));
      }
      return read;
    }

    /** Over all weeks: the report of the API has each of them. */
    private static List<Load> load(JsonNode load) {
      Map<String, Load> byApprover = new TreeMap<>();
      for (var it : load) {
        var approver = it.path("approver").asText();
        var week = new Load(approver, it.path("before").asLong(), it.path("after").asLong());
        byApprover.merge(approver, week, Load::plus);
      }
      return List.copyOf(byApprover.values());
    }
  }

  /** Events whose answer went from one to the other. */
  public record Group(Change change, Side before, Side after, long events) {}

  /** An answer, and the rules and bands that gave it or the reason for it. */
  public record Side(Verdict verdict, String why) {}

  /** An event with its two answers. */
  public record Example(
      Change change,
      String id,
      String subject,
      String at,
      String amount,
      Side before,
      Side after) {}

  /** What would have passed with nobody seeing it. */
  public record Unseen(long events, String amount) {}

  /** How many items an approver got, and would have got. */
  public record Load(String approver, long before, long after) {
    Load plus(Load other) {
      return new Load(approver, before + other.before, after + other.after);
    }
  }

  static Side side(JsonNode answer) {
    var why = new ArrayList<String>();
    answer.path("reason").asText("").lines().forEach(why::add);
    answer.path("reasonCode").asText("").lines().forEach(why::add);
    answer.path("rules").forEach(it -> why.add(it.asText()));
    answer.path("ruleIds").forEach(it -> why.add(it.asText()));
    return new Side(Verdict.of(answer.path("verdict").asText()), String.join(", ", why));
  }
}
