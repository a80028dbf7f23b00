package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.countersign.rules.core.policy.Quorum;
import dev.countersign.rules.core.policy.Reasons;
import dev.countersign.rules.core.policy.RejectionRule;
import dev.countersign.rules.core.route.Route;
import dev.countersign.rules.core.route.RouteApprover;
import dev.countersign.rules.core.route.RouteApprover.Whom;
import dev.countersign.rules.core.route.RouteStep;
import dev.countersign.rules.core.route.RouteTrack;
import java.io.IOException;
import java.util.List;

/** A route as evaluations carry it, fully resolved. */
final class RouteJson {

  private RouteJson() {}

  static void write(JsonGenerator json, Route route) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("tracks");
    for (var track : route.tracks()) {
      writeTrack(json, track, route.settings().reasons());
    }
    json.writeEndArray();
    json.writeNumberField("tracksRequired", route.tracksRequired());
    RouteSettingsJson.write(json, route.settings());
    json.writeArrayFieldStart("locks");
    for (var lock : route.locks()) {
      json.writeString(lock);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTrack(JsonGenerator json, RouteTrack track, Reasons reasons)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", track.name());
    json.writeStringField("ruleId", track.ruleId());
    json.writeArrayFieldStart("steps");
    for (var step : track.steps()) {
      writeStep(json, step, reasons);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeStep(JsonGenerator json, RouteStep step, Reasons reasons)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("no", step.no());
    json.writeStringField("name", step.name());
    json.writeStringField("state", step.state().name());
    if (step.skipReason().isPresent()) {
      json.writeStringField("skipReason", step.skipReason().get());
    }
    json.writeFieldName("quorum");
    writeQuorum(json, step.quorum());
    writeRejectionRule(json, step.rejectionRule());
    writeApprovers(json, step.approvers());
    writeReasons(json, reasons);
    ClocksJson.write(json, step.clocks());
    json.writeEndObject();
  }

  static void writeQuorum(JsonGenerator json, Quorum quorum) throws IOException {
    json.writeStartObject();
    switch (quorum) {
      case Quorum.Any _ -> json.writeStringField("kind", "ANY");
      case Quorum.All _ -> json.writeStringField("kind", "ALL");
      case Quorum.Majority _ -> json.writeStringField("kind", "MAJORITY");
      case Quorum.Percent(var percent) -> {
        json.writeStringField("kind", "PERCENT");
        json.writeNumberField("percent", percent);
      }
      case Quorum.Count(var people) -> {
        json.writeStringField("kind", "COUNT");
        json.writeNumberField("n", people);
      }
    }
    json.writeEndObject();
  }

  private static void writeRejectionRule(JsonGenerator json, RejectionRule rule)
      throws IOException {
    switch (rule) {
      case RejectionRule.First _ -> json.writeStringField("rejectionRule", "FIRST_REJECTION");
      case RejectionRule.Unreachable _ -> json.writeStringField("rejectionRule", "UNREACHABLE");
      case RejectionRule.Count(var rejections) -> {
        json.writeStringField("rejectionRule", "COUNT");
        json.writeNumberField("rejections", rejections);
      }
    }
  }

  static void writeApprovers(JsonGenerator json, List<RouteApprover> approvers) throws IOException {
    json.writeArrayFieldStart("approvers");
    for (var approver : approvers) {
      writeApprover(json, approver);
    }
    json.writeEndArray();
  }

  private static void writeApprover(JsonGenerator json, RouteApprover approver) throws IOException {
    json.writeStartObject();
    switch (approver.whom()) {
      case Whom.Person(var id) -> json.writeStringField("user", id.value());
      case Whom.HoldersOf(var role) -> json.writeStringField("role", role);
      case Whom.MembersOf(var group) -> json.writeStringField("group", group);
      case Whom.ManagerOf(var whose, var levels) -> {
        json.writeStringField("managerOf", whose.name());
        json.writeNumberField("levels", levels);
      }
      case Whom.ListedBy(var resolver, var key) -> {
        json.writeStringField("resolver", resolver);
        json.writeStringField("key", key);
      }
    }
    if (approver.branch().isPresent()) {
      json.writeStringField("branch", approver.branch().get());
    }
    if (approver.location().isPresent()) {
      json.writeStringField("location", approver.location().get());
    }
    json.writeEndObject();
  }

  private static void writeReasons(JsonGenerator json, Reasons reasons) throws IOException {
    json.writeObjectFieldStart("requireReason");
    json.writeBooleanField("approve", reasons.toApprove());
    json.writeBooleanField("reject", reasons.toReject());
    if (reasons.minLength() > 1) {
      json.writeNumberField("minLength", reasons.minLength());
    }
    if (reasons.prompt().isPresent()) {
      json.writeStringField("prompt", reasons.prompt().get());
    }
    json.writeEndObject();
  }
}
