package dev.countersign.rules.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of a topic from its end backwards, a piece of every partition at a time. Somebody
 * waits for them, so it gives up after a few seconds and a number of records.
 */
final class RecentRecords implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final int BROKER_TIMEOUT_MILLIS = 5_000;
  private static final long FIRST_PIECE = 100;
  private static final long LARGEST_PIECE = 2_000;
  private static final long MOST = 50_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();
  private final Map<TopicPartition, Long> firsts = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> reached = new HashMap<>();
  private long piece = FIRST_PIECE;
  private long read;

  private RecentRecords(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static RecentRecords open(ClientSettings settings, String topic) {
    var consumer =
        PastRecords.consumer(
            settings, Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BROKER_TIMEOUT_MILLIS));
    var recent = new RecentRecords(consumer);
    try {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(it -> new TopicPartition(topic, it.partition()))
              .toList();
      recent.firsts.putAll(consumer.beginningOffsets(partitions));
      recent.ends.putAll(consumer.endOffsets(partitions));
      return recent;
    } catch (RuntimeException failure) {
      recent.close();
      throw failure;
    }
  }

  /** Whether there is an earlier piece that is not all older than this, and time to read it. */
  boolean hasMore(long since) {
    return isPatient() && !earlier(since).isEmpty();
  }

  private boolean isPatient() {
    return System.nanoTime() - deadline < 0 && read < MOST;
  }

  /** Where the next piece begins, of the partitions that have one worth reading. */
  private Map<TopicPartition, Long> earlier(long since) {
    var starts = new HashMap<TopicPartition, Long>();
    ends.forEach((partition, end) -> {
      var start = Math.max(first(partition), end - piece);
      if (start < end && reached.getOrDefault(partition, Long.MAX_VALUE) >= since) {
        starts.put(partition, start);
      }
    });
    return starts;
  }

  /** Reads the piece that comes before what was read; within a partition in its order. */
  void before(long since, Consumer<ConsumerRecord<byte[], byte[]>> take) {
    var starts = earlier(since);
    consumer.assign(starts.keySet());
    consumer.resume(starts.keySet());
    starts.forEach(consumer::seek);
    var open = new HashSet<>(starts.keySet());
    while (!open.isEmpty() && isPatient()) {
      for (var record : consumer.poll(WAIT)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < end(partition)) {
          read++;
          reached.merge(partition, record.timestamp(), Math::min);
          take.accept(record);
        }
      }
      open.removeIf(it -> consumer.position(it) >= end(it));
      consumer.pause(starts.keySet().stream().filter(it -> !open.contains(it)).toList());
    }
    ends.putAll(starts);
    piece = Math.min(4 * piece, LARGEST_PIECE);
  }

  /** The record that stands there, if it still does. */
  Optional<ConsumerRecord<byte[], byte[]>> at(int number, long offset) {
    var found = ends.keySet().stream().filter(it -> it.partition() == number).findFirst();
    if (found.isEmpty() || offset < first(found.get()) || offset >= end(found.get())) {
      return Optional.empty();
    }
    consumer.assign(Set.of(found.get()));
    consumer.seek(found.get(), offset);
    while (isPatient() && consumer.position(found.get()) <= offset) {
      for (var record : consumer.poll(WAIT)) {
        // Where it was compacted away or is a mark of a transaction, the next one comes instead.
        return Optional.of(record).filter(it -> it.offset() == offset);
      }
    }
    return Optional.empty();
  }

  private long first(TopicPartition partition) {
    return firsts.getOrDefault(partition, 0L);
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  @Override
  public void close() {
    PastRecords.close(consumer);
  }
}
