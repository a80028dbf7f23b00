package dev.countersign.request.db.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only the stored route says; its steps are numbered through all tracks, as in the core. */
record RouteView(boolean bulk, @Nullable Duration hold, List<JsonNode> reasons) {

  static RouteView of(JsonNode route) {
    var reasons = new ArrayList<JsonNode>();
    for (var track : route.path("tracks")) {
      for (var step : track.path("steps")) {
        reasons.add(step.path("requireReason"));
      }
    }
    var hold = route.path("hold").textValue();
    return new RouteView(
        route.path("bulk").asBoolean(true),
        hold == null ? null : Duration.parse(hold),
        List.copyOf(reasons));
  }

  int minLength(int step) {
    return step <= reasons.size() ? reasons.get(step - 1).path("minLength").asInt(1) : 1;
  }

  /** The question that a step's reason answers, in the policy's words. */
  @Nullable String prompt(int step) {
    return step <= reasons.size() ? reasons.get(step - 1).path("prompt").textValue() : null;
  }
}
