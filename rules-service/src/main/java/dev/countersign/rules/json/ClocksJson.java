package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.countersign.rules.core.policy.Span;
import dev.countersign.rules.core.policy.StepClocks.Mode;
import dev.countersign.rules.core.policy.StepClocks.Timeout;
import dev.countersign.rules.core.route.RouteApprover.Whom;
import dev.countersign.rules.core.route.RouteClocks;
import dev.countersign.rules.core.route.RouteClocks.RouteRung;
import java.io.IOException;
import java.util.List;

/** The clocks of a step of a route. */
final class ClocksJson {

  private ClocksJson() {}

  static void write(JsonGenerator json, RouteClocks clocks) throws IOException {
    if (clocks.sla().isEmpty() && clocks.timeout() instanceof Timeout.None) {
      return;
    }
    json.writeObjectFieldStart("clocks");
    switch (clocks.timeout()) {
      case Timeout.None _ -> {}
      case Timeout.Remind(var after) -> writeTimeout(json, after, "REMIND");
      case Timeout.NotifyOnly(var after) -> writeTimeout(json, after, "NOTIFY_ONLY");
      case Timeout.ExpireStep(var after) -> writeTimeout(json, after, "EXPIRE_STEP");
      case Timeout.Escalate _ -> writeLadder(json, clocks.ladder());
    }
    if (clocks.sla().isPresent()) {
      json.writeStringField("sla", Durations.text(clocks.sla().get()));
    }
    if (clocks.calendar().isPresent()) {
      json.writeStringField("calendar", clocks.calendar().get());
    }
    json.writeEndObject();
  }

  private static void writeTimeout(JsonGenerator json, Span after, String kind) throws IOException {
    json.writeStringField("timeout", Durations.text(after));
    json.writeStringField("onTimeout", kind);
  }

  private static void writeLadder(JsonGenerator json, List<RouteRung> ladder) throws IOException {
    writeTimeout(json, ladder.getFirst().after(), "ESCALATE");
    if (isOneRole(ladder)) {
      // The same rung once more, for readers that know no ladder.
      json.writeObjectFieldStart("escalateTo");
      json.writeStringField("role", role(ladder.getFirst()));
      json.writeEndObject();
    }
    json.writeArrayFieldStart("ladder");
    for (var rung : ladder) {
      json.writeStartObject();
      json.writeStringField("after", Durations.text(rung.after()));
      RouteJson.writeApprovers(json, rung.approvers());
      json.writeStringField("mode", rung.mode().name());
      json.writeBooleanField("resetClock", rung.resetClock());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static boolean isOneRole(List<RouteRung> ladder) {
    return ladder.size() == 1
        && ladder.getFirst().mode() == Mode.ADD
        && !role(ladder.getFirst()).isEmpty();
  }

  private static String role(RouteRung rung) {
    var approver = rung.approvers().getFirst();
    var isPlain =
        rung.approvers().size() == 1
            && approver.branch().isEmpty()
            && approver.location().isEmpty();
    return isPlain && approver.whom() instanceof Whom.HoldersOf(var role) ? role : "";
  }
}
