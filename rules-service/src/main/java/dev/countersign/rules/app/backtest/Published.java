package dev.countersign.rules.app.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Json;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.json.Digests;
import dev.countersign.rules.json.EvaluationJson;
import dev.countersign.rules.json.EvaluationMessage;
import dev.countersign.rules.json.PublishedEvaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evaluations that were published, to be found again by the record they answer. */
final class Published {

  private final Map<String, List<Entry>> byRecord = new HashMap<>();
  private int size;

  /** What was published: its digest, and the version that judged. */
  record Entry(String digest, Optional<Integer> version, Counted counted) {

    boolean is(EvaluationMessage message) {
      return Digests.ofContent(EvaluationJson.write(message).body().bytes()).equals(digest);
    }
  }

  void take(byte[] body) {
    var evaluation = Json.read(body);
    var version = evaluation.path("policyVersion");
    var entry =
        new Entry(
            Digests.ofContent(body),
            version.isInt() ? Optional.of(version.intValue()) : Optional.empty(),
            PublishedEvaluation.read(body).counted());
    size++;
    byRecord.computeIfAbsent(key(evaluation), _ -> new ArrayList<>(1)).add(entry);
  }

  int size() {
    return size;
  }

  /** What was counted before an event when it was answered; nothing if that is not kept. */
  Counted counted(CloudEvent event) {
    var entries = byRecord.get(key(event));
    return entries == null || entries.isEmpty() ? Counted.NOTHING : entries.getFirst().counted();
  }

  /** The next evaluation of a record; a record that was delivered twice was answered twice. */
  Optional<Entry> next(EvaluationMessage message) {
    var entries = byRecord.get(key(message));
    return entries == null || entries.isEmpty()
        ? Optional.empty()
        : Optional.of(entries.removeFirst());
  }

  private static String key(JsonNode evaluation) {
    return key(
        evaluation.at("/event/source").asText(),
        evaluation.at("/event/id").asText(),
        evaluation.path("contentDigest").asText());
  }

  private static String key(EvaluationMessage message) {
    return key(message.event());
  }

  private static String key(CloudEvent event) {
    return key(event.source(), event.id(), Digests.ofContent(event.data()));
  }

  private static String key(String source, String id, String content) {
    return source + "\n" + id + "\n" + content;
  }
}
