package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.countersign.rules.core.policy.Conduct;
import dev.countersign.rules.core.policy.Conduct.EditOnApprove;
import dev.countersign.rules.core.policy.Settings;
import java.io.IOException;

/**
 * The settings of a route. What is at the default that the contract gives to an absent field is
 * left out: that is nearly everything of nearly every request.
 */
final class RouteSettingsJson {

  private RouteSettingsJson() {}

  static void write(JsonGenerator json, Settings settings) throws IOException {
    json.writeStringField("ttl", Durations.text(settings.lifetime().ttl()));
    if (settings.lifetime().pausesInChanges()) {
      json.writeBooleanField("ttlPausesInChanges", true);
    }
    if (settings.lifetime().hold().isPresent()) {
      json.writeStringField("hold", Durations.text(settings.lifetime().hold().get()));
    }
    writeConduct(json, settings.conduct());
  }

  private static void writeConduct(JsonGenerator json, Conduct conduct) throws IOException {
    var standard = Conduct.DEFAULT;
    if (conduct.selfApproval() != standard.selfApproval()) {
      json.writeStringField("selfApproval", conduct.selfApproval().name());
    }
    if (conduct.sameApprover() != standard.sameApprover()) {
      json.writeStringField("sameApprover", conduct.sameApprover().name());
    }
    writeEdit(json, conduct.editOnApprove());
    if (conduct.iterationPolicy() != standard.iterationPolicy()) {
      json.writeStringField("iterationPolicy", conduct.iterationPolicy().name());
    }
    if (!conduct.cancelledBy().equals(standard.cancelledBy())) {
      json.writeArrayFieldStart("cancelledBy");
      for (var canceller : conduct.cancelledBy().stream().sorted().toList()) {
        json.writeString(canceller.name());
      }
      json.writeEndArray();
    }
    if (conduct.override().isPresent()) {
      json.writeObjectFieldStart("override");
      json.writeNumberField("quotaPerMonth", conduct.override().get().quotaPerMonth());
      json.writeStringField(
          "reviewWithin", Durations.text(conduct.override().get().reviewWithin()));
      json.writeEndObject();
    }
    if (!conduct.bulk()) {
      json.writeBooleanField("bulk", false);
    }
  }

  private static void writeEdit(JsonGenerator json, EditOnApprove edit) throws IOException {
    switch (edit) {
      case EditOnApprove.Nothing _ -> {}
      case EditOnApprove.Anything _ -> {
        json.writeObjectFieldStart("editOnApprove");
        json.writeStringField("kind", "ANY");
        json.writeEndObject();
      }
      case EditOnApprove.Listed(var fields) -> {
        json.writeObjectFieldStart("editOnApprove");
        json.writeStringField("kind", "LISTED_FIELDS");
        json.writeArrayFieldStart("fields");
        for (var field : fields) {
          json.writeString(field);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
  }
}
