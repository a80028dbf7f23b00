package dev.countersign.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.local.client.IntakeRecord.EventId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Collects every answer from outside: outcomes by the source events they name, dead letters by the
 * place of the record they refuse. An event is answered by exactly one of a final outcome, a
 * quarantine that nothing followed, or a dead letter (I-7).
 */
public final class Answers implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of("approvals.outcomes.v1", "approvals.intake.v1.dlq");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<EventId, Set<Outcome>> outcomes = new ConcurrentHashMap<>();
  private final Map<Place, Set<String>> deadLetters = new ConcurrentHashMap<>();
  private final Set<EventId> reusedIds = ConcurrentHashMap.newKeySet();
  private final Map<String, ByteBuffer> contents = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> secondContents = new ConcurrentLinkedQueue<>();
  private final Semaphore news = new Semaphore(0);
  private final TopicReader reader;

  /** Follows answers from now on. */
  public static Answers following(String bootstrapServers) {
    return new Answers(bootstrapServers);
  }

  private Answers(String bootstrapServers) {
    reader = TopicReader.fromNow(bootstrapServers, TOPICS, this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> taken) {
    if (taken.topic().endsWith(".dlq")) {
      takeDeadLetter(taken);
    } else {
      takeOutcome(taken);
    }
    news.release();
  }

  /** Waits until something new has come, and no longer than {@code patience}. */
  public void awaitNews(Duration patience) {
    try {
      if (news.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeDeadLetter(ConsumerRecord<byte[], byte[]> taken) {
    var reason = TopicReader.header(taken, "dlq-reason").orElseThrow();
    if (reason.equals("ID_REUSE_CONFLICT")) {
      reusedIds.add(
          new EventId(
              TopicReader.header(taken, "ce_source").orElseThrow(),
              TopicReader.header(taken, "ce_id").orElseThrow()));
      return;
    }
    var place =
        new Place(
            Integer.parseInt(TopicReader.header(taken, "dlq-partition").orElseThrow()),
            Long.parseLong(TopicReader.header(taken, "dlq-offset").orElseThrow()));
    deadLetters.computeIfAbsent(place, _ -> ConcurrentHashMap.newKeySet()).add(reason);
  }

  private void takeOutcome(ConsumerRecord<byte[], byte[]> taken) {
    var body = parse(taken.value());
    var outcome = Outcome.of(body, Instant.now());
    var earlier = contents.putIfAbsent(outcome.id(), ByteBuffer.wrap(taken.value()));
    if (earlier != null && !earlier.equals(ByteBuffer.wrap(taken.value()))) {
      secondContents.add(outcome.id());
    }
    for (var event : body.get("events")) {
      outcomes
          .computeIfAbsent(
              new EventId(event.get("source").asText(), event.get("id").asText()),
              _ -> ConcurrentHashMap.newKeySet())
          .add(outcome);
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answers to an event: exactly one, when all is well. */
  public List<String> to(EventId event) {
    var known = List.copyOf(outcomes.getOrDefault(event, Set.of()));
    var finals = known.stream().filter(Outcome::isFinal).map(Outcome::id).distinct().toList();
    if (!finals.isEmpty()) {
      return finals;
    }
    return known.stream().map(Outcome::id).distinct().toList();
  }

  /** Reasons why the record at this place was refused. */
  public List<String> deadLettersAt(int partition, long offset) {
    return List.copyOf(deadLetters.getOrDefault(new Place(partition, offset), Set.of()));
  }

  /** Events that came a second time with other content; the second was refused. */
  public Set<EventId> reusedIds() {
    return Set.copyOf(reusedIds);
  }

  /** The outcomes that name an event, duplicates of the same content once. */
  public List<Outcome> outcomesOf(EventId event) {
    var unique = new ArrayList<Outcome>();
    outcomes.getOrDefault(event, Set.of()).stream()
        .filter(outcome -> unique.stream().noneMatch(other -> other.id().equals(outcome.id())))
        .forEach(unique::add);
    return unique;
  }

  /** Outcome ids seen with two different contents: an alarm. */
  public List<String> secondContents() {
    return List.copyOf(secondContents);
  }

  @Override
  public void close() {
    reader.close();
  }

  private record Place(int partition, long offset) {}

  /** What an outcome said, and when it was seen. */
  public record Outcome(String id, String requestId, String verdict, String basis, Instant seenAt) {
    static Outcome of(JsonNode body, Instant seenAt) {
      return new Outcome(
          body.get("outcomeId").asText(),
          body.path("requestId").asText(),
          body.get("verdict").asText(),
          body.get("basis").asText(),
          seenAt);
    }

    public boolean isFinal() {
      return !verdict.equals("QUARANTINED");
    }
  }
}
