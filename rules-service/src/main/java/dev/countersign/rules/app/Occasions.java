package dev.countersign.rules.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.rules.core.evaluation.Counting;
import dev.countersign.rules.core.evaluation.Event;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.core.window.Occurrence.Occasion;
import dev.countersign.rules.core.window.WindowedFact;
import dev.countersign.rules.json.Digests;
import dev.countersign.rules.json.JsonValues;
import dev.countersign.rules.json.PublishedEvaluation;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which event it is, to whoever counts it. Its content belongs to its name: an id that is used
 * again for something else is another event, and is counted as one.
 */
final class Occasions {

  private Occasions() {}

  /** An event that came in, as these facts count it. */
  static List<Occurrence> occurrences(CloudEvent event, Event asked, Set<WindowedFact> facts) {
    var time = WindowedFact.time(Optional.ofNullable(event.time()), asked.at());
    var name = name(event.source(), event.id(), Digests.ofContent(event.data()));
    var read = asked.over(JsonValues.read(event.data()));
    return Counting.occurrences(read, new Occasion(name, time), facts);
  }

  /** An event that was answered already. */
  static List<Occurrence> occurrences(
      PublishedEvaluation read, Event event, Set<WindowedFact> facts) {
    var said = read.head().at("/event/time");
    var time =
        WindowedFact.time(
            said.isTextual()
                ? Optional.of(OffsetDateTime.parse(said.textValue()))
                : Optional.empty(),
            event.at());
    var name =
        name(
            read.head().at("/event/source").asText(),
            read.head().at("/event/id").asText(),
            read.text("contentDigest"));
    return Counting.occurrences(event, new Occasion(name, time), facts);
  }

  private static String name(String source, String id, String content) {
    return Digests.ofContent(String.join("\n", source, id, content).getBytes(UTF_8));
  }
}
