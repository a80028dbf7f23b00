package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.countersign.rules.core.evaluation.Conclusion;
import dev.countersign.rules.core.evaluation.TraceLine;
import dev.countersign.rules.core.policy.Clause;
import dev.countersign.rules.core.policy.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of an evaluation that a policy version is responsible for. */
final class ConclusionJson {

  private ConclusionJson() {}

  /** The policy the conclusion rests on, if it came to that. */
  static Optional<Policy> policy(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.NotRequired it -> Optional.of(it.policy());
      case Conclusion.Required it -> Optional.of(it.policy());
      case Conclusion.Quarantined it -> it.policy();
      case Conclusion.Withdrawal _ -> Optional.empty();
    };
  }

  static String verdict(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.NotRequired _, Conclusion.Withdrawal _ -> "NOT_REQUIRED";
      case Conclusion.Required _ -> "REQUIRED";
      case Conclusion.Quarantined _ -> "QUARANTINED";
    };
  }

  static Optional<String> reasonCode(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.NotRequired it -> Optional.of(it.reason().name());
      case Conclusion.Quarantined it -> Optional.of(it.reason().name());
      case Conclusion.Required _, Conclusion.Withdrawal _ -> Optional.empty();
    };
  }

  /** Writes the fields into an open object. */
  static void write(JsonGenerator json, Conclusion conclusion) throws IOException {
    json.writeStringField("verdict", verdict(conclusion));
    var reason = reasonCode(conclusion);
    if (reason.isPresent()) {
      json.writeStringField("reasonCode", reason.get());
    }
    var policy = policy(conclusion).map(Policy::key);
    if (policy.isPresent()) {
      json.writeStringField("policyId", policy.get().id().toString());
      json.writeNumberField("policyVersion", policy.get().version());
    }
    switch (conclusion) {
      case Conclusion.Required(_, var clauses, var route, var trace) -> {
        writeRules(json, clauses.stream().map(Clause::id).toList(), trace);
        json.writeFieldName("route");
        RouteJson.write(json, route);
      }
      case Conclusion.NotRequired(_, _, var trace) -> writeRules(json, List.of(), trace);
      case Conclusion.Quarantined(var why, _, var trace) ->
          writeRules(json, List.of(), withReason(trace, why.name()));
      case Conclusion.Withdrawal _ -> writeRules(json, List.of(), List.of());
    }
  }

  private static List<TraceLine> withReason(List<TraceLine> trace, String reason) {
    var all = new ArrayList<>(trace);
    all.add(new TraceLine("quarantine", "the event cannot be judged: " + reason, true));
    return all;
  }

  private static void writeRules(JsonGenerator json, List<String> rules, List<TraceLine> trace)
      throws IOException {
    json.writeArrayFieldStart("ruleIds");
    for (var rule : rules) {
      json.writeString(rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("trace");
    for (var line : trace) {
      json.writeStartObject();
      json.writeStringField("rule", line.rule());
      json.writeStringField("text", line.text());
      json.writeBooleanField("matched", line.matched());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
