package dev.countersign.rules.ui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.app.DryRun.Question;
import dev.countersign.rules.core.Value;
import dev.countersign.rules.core.analysis.WhatIf.Counterfactual;
import dev.countersign.rules.core.route.RouteStep;
import dev.countersign.rules.json.EvaluationJson;
import dev.countersign.rules.json.EvaluationMessage;
import dev.countersign.rules.json.JsonValues;
import dev.countersign.rules.ui.words.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event to try, and what would become of it and why (N-03).
 *
 * @param recorded where events that came in can be picked; empty for those who may not see them
 */
public record TryPage(
    Typed typed,
    List<String> types,
    Optional<Tried> tried,
    String recorded,
    Optional<Explained> answer,
    Mistakes mistakes,
    Optional<Notice> notice) {

  public TryPage {
    types = List.copyOf(types);
  }

  /**
   * What stands in the fields of the form; without a version what is in force answers.
   *
   * @param id with its source which event it was, where it came in: what counted it once must know
   *     it again
   */
  public record Typed(
      String type,
      String subject,
      String data,
      String actor,
      String source,
      String id,
      String policy,
      String version) {

    /** What is to be tried, before there is anything to try. */
    static Typed asked(String type, String subject, String policy, String version) {
      return new Typed(type, subject, "", "", "", "", policy, version);
    }

    Question question() {
      return new Question(
          type, subject, orNull(source), orNull(id), null, orNull(actor), null, data);
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }

    public boolean isOf(String other) {
      return type.equals(other);
    }

    boolean namesAVersion() {
      return !policy.isEmpty();
    }
  }

  /** The version that is tried. */
  public record Tried(String operation, int version) {}

  /** The page with what came of the event, or why nothing did. */
  TryPage with(Optional<Explained> found, Mistakes made, Optional<Notice> said) {
    return new TryPage(typed, types, tried, recorded, found, made, said);
  }

  /** The evaluation in the parts in which people read it. */
  public record Explained(
      Verdict verdict,
      String reason,
      String version,
      String address,
      List<Asked> asked,
      List<Line> trace,
      List<Flip> flips) {

    public Explained {
      asked = List.copyOf(asked);
      trace = List.copyOf(trace);
      flips = List.copyOf(flips);
    }
  }

  /** A step of the route: whom it asks, or why it asks nobody. */
  public record Asked(
      String track, String name, String people, RouteStep.State state, String skipped) {

    public String tone() {
      return skipped.isEmpty() ? "waiting" : "";
    }
  }

  /** A rule or condition that was looked at, with the values it was looked at with. */
  public record Line(String rule, String text, boolean matched) {}

  /** The smallest change of a field that would have got another answer. */
  public record Flip(
      String field, Optional<String> was, Optional<String> would, Verdict verdict, String asked) {}

  /** The very document the API would answer, in parts. */
  static Explained explained(EvaluationMessage message, List<Counterfactual> counterfactuals) {
    var body = Json.read(EvaluationJson.write(message).body().bytes());
    var policy = body.path("policyId").asText("");
    var version = body.path("policyVersion").asText("");
    return new Explained(
        Verdict.of(body.path("verdict").asText()),
        body.path("reasonCode").asText(""),
        version,
        policy.isEmpty() ? "" : "/policies/" + policy + "/versions/" + version,
        asked(body.path("route").path("tracks")),
        trace(body.path("trace")),
        counterfactuals.stream().map(TryPage::flip).toList());
  }

  private static List<Asked> asked(JsonNode tracks) {
    var asked = new ArrayList<Asked>();
    for (var track : tracks) {
      for (var step : track.path("steps")) {
        asked.add(
            new Asked(
                track.path("name").asText(),
                step.path("name").asText(),
                people(step),
                RouteStep.State.valueOf(step.path("state").asText()),
                step.path("skipReason").asText("")));
      }
    }
    return asked;
  }

  private static String people(JsonNode step) {
    var people = new ArrayList<String>();
    for (var approver : step.path("approvers")) {
      var name = approver.properties().iterator().next();
      people.add(name.getKey() + " " + name.getValue().asText());
    }
    return String.join(", ", people);
  }

  private static List<Line> trace(JsonNode trace) {
    var lines = new ArrayList<Line>();
    for (var line : trace) {
      lines.add(
          new Line(
              line.path("rule").asText(),
              line.path("text").asText(),
              line.path("matched").asBoolean()));
    }
    return lines;
  }

  private static Flip flip(Counterfactual it) {
    var answer = it.answer().verdict().split(" ", 2);
    var why = answer.length > 1 ? answer[1] : String.join(", ", it.answer().asked());
    return new Flip(it.field(), said(it.was()), said(it.would()), Verdict.of(answer[0]), why);
  }

  private static Optional<String> said(Value value) {
    return Optional.ofNullable(JsonValues.write(value).asText(null));
  }
}
