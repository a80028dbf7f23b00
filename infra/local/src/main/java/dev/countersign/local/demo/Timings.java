package dev.countersign.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.local.client.Answers;
import dev.countersign.local.client.IntakeRecord.EventId;
import dev.countersign.local.client.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How long a user waits: from an event to its open request, from a decision to its outcome. */
final class Timings implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<EventId, Instant> openedAt = new ConcurrentHashMap<>();
  private final TopicReader reader;

  Timings(String bootstrapServers) {
    reader = TopicReader.fromNow(bootstrapServers, List.of("approvals.events.v1"), this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> taken) {
    var type = TopicReader.header(taken, "ce_type").orElse("");
    if (!type.equals("approval.request_created")) {
      return;
    }
    try {
      var event = JSON.readTree(taken.value()).get("event");
      openedAt.putIfAbsent(
          new EventId(event.get("source").asText(), event.get("id").asText()), Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Duration> eventToRequest(List<Day.Sent> sent) {
    return sent.stream()
        .filter(one -> one.planned().isFirstOfItsId())
        .flatMap(one ->
            one.planned().event().map(openedAt::get).stream()
                .map(opened -> Duration.between(one.published().sentAt(), opened)))
        .toList();
  }

  static List<Duration> decisionToOutcome(
      List<Day.Sent> sent, Answers answers, Map<String, Instant> decidedAt) {
    return sent.stream()
        .filter(one -> one.planned().isFirstOfItsId())
        .flatMap(one -> one.planned().event().map(answers::outcomesOf).stream())
        .flatMap(List::stream)
        .flatMap(outcome ->
            Stream.ofNullable(decidedAt.get(outcome.requestId()))
                .map(decided -> Duration.between(decided, outcome.seenAt())))
        .toList();
  }

  @Override
  public void close() {
    reader.close();
  }
}
