package dev.countersign.rules.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.WindowedFact;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/**
 * What was counted before an event, in its evaluation: whoever judges it again later needs the
 * number that was used, not the one of that day.
 */
final class CountedJson {

  static final String WINDOWS = "windows";

  private CountedJson() {}

  static void write(JsonGenerator json, Counted counted) throws IOException {
    if (counted.before().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(WINDOWS);
    for (var fact : counted.before().keySet().stream().sorted(WindowedFact.ORDER).toList()) {
      json.writeStartObject();
      if (fact.sum().isPresent()) {
        json.writeStringField("sum", fact.sum().get().toString());
      }
      json.writeStringField("per", fact.per().toString());
      json.writeStringField("over", Durations.text(fact.over()));
      json.writeStringField("before", CanonicalJson.plain(counted.before(fact)));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static Counted read(JsonNode evaluation) {
    var before = new HashMap<WindowedFact, BigDecimal>();
    for (var window : evaluation.path(WINDOWS)) {
      var fact =
          new WindowedFact(
              Optional.ofNullable(window.get("sum")).map(it -> Path.of(it.textValue())),
              Path.of(window.path("per").textValue()),
              Duration.parse(window.path("over").textValue()));
      before.put(fact, new BigDecimal(window.path("before").textValue()));
    }
    return new Counted(before);
  }
}
