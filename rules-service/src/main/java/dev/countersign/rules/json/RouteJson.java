package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.Route;
import dev.countersign.rules.core.policy.Step;
import dev.countersign.rules.core.policy.StepClock;
import java.io.IOException;
import java.util.List;

/** A route as evaluations carry it, fully resolved. */
final class RouteJson {

  private RouteJson() {}

  static void write(JsonGenerator json, Route route, List<String> locks) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("tracks");
    json.writeStartObject();
    json.writeStringField("name", "main");
    json.writeArrayFieldStart("steps");
    int no = 1;
    for (var step : route.steps()) {
      writeStep(json, no++, step, route.reasons());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeNumberField("tracksRequired", 1);
    json.writeStringField("ttl", Durations.text(route.ttl()));
    json.writeArrayFieldStart("locks");
    for (var lock : locks) {
      json.writeString(lock);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeStep(JsonGenerator json, int no, Step step, Reasons reasons)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("no", no);
    json.writeStringField("name", step.name());
    json.writeStringField("state", "WAITING");
    json.writeFieldName("quorum");
    writeQuorum(json, step.quorum());
    json.writeStringField("rejectionRule", "FIRST_REJECTION");
    json.writeArrayFieldStart("approvers");
    writeRole(json, step.role());
    json.writeEndArray();
    json.writeObjectFieldStart("requireReason");
    json.writeBooleanField("approve", reasons.toApprove());
    json.writeBooleanField("reject", reasons.toReject());
    json.writeEndObject();
    writeClock(json, step.clock());
    json.writeEndObject();
  }

  static void writeQuorum(JsonGenerator json, Quorum quorum) throws IOException {
    json.writeStartObject();
    switch (quorum) {
      case Quorum.Any _ -> json.writeStringField("kind", "ANY");
      case Quorum.All _ -> json.writeStringField("kind", "ALL");
      case Quorum.Count(var people) -> {
        json.writeStringField("kind", "COUNT");
        json.writeNumberField("n", people);
      }
    }
    json.writeEndObject();
  }

  private static void writeClock(JsonGenerator json, StepClock clock) throws IOException {
    switch (clock) {
      case StepClock.None _ -> {}
      case StepClock.NotifyOnly(var after) -> {
        json.writeObjectFieldStart("clocks");
        json.writeStringField("timeout", Durations.text(after));
        json.writeStringField("onTimeout", "NOTIFY_ONLY");
        json.writeEndObject();
      }
      case StepClock.Escalate(var after, var role) -> {
        json.writeObjectFieldStart("clocks");
        json.writeStringField("timeout", Durations.text(after));
        json.writeStringField("onTimeout", "ESCALATE");
        json.writeFieldName("escalateTo");
        writeRole(json, role);
        json.writeEndObject();
      }
    }
  }

  private static void writeRole(JsonGenerator json, String role) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
    json.writeEndObject();
  }
}
