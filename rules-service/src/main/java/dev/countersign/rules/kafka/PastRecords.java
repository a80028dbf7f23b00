package dev.countersign.rules.kafka;

import dev.countersign.rules.app.backtest.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of some topics within a window, up to where the topics end when it is opened. The
 * consumer is in no group and commits nothing.
 */
final class PastRecords implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Window window;
  private final Map<TopicPartition, Range> ranges = new HashMap<>();

  /** From the first offset to the one behind the last. */
  private record Range(long first, long end) {
    static final Range NONE = new Range(0, 0);

    boolean isEmpty() {
      return first >= end;
    }
  }

  private PastRecords(KafkaConsumer<byte[], byte[]> consumer, Window window) {
    this.consumer = consumer;
    this.window = window;
  }

  static PastRecords open(ClientSettings settings, Set<String> topics, Window window) {
    var past = new PastRecords(consumer(settings, Map.of()), window);
    try {
      past.find(topics);
      return past;
    } catch (KafkaException failure) {
      past.close();
      throw failure;
    }
  }

  /** Reads what is there and nothing else. */
  static KafkaConsumer<byte[], byte[]> consumer(ClientSettings settings, Map<String, Object> more) {
    var reader = settings.reader();
    reader.put(ConsumerConfig.CLIENT_ID_CONFIG, "rules-service-past");
    // Looking must not make a topic.
    reader.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    reader.putAll(more);
    return new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void find(Set<String> topics) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    var firsts = offsets(partitions, window.from().toEpochMilli());
    var lasts = offsets(partitions, window.to().toEpochMilli());
    consumer
        .endOffsets(partitions)
        .forEach((partition, last) -> {
          var end = Math.min(last, lasts.getOrDefault(partition, Long.MAX_VALUE));
          var range = new Range(firsts.getOrDefault(partition, Long.MAX_VALUE), end);
          if (!range.isEmpty()) {
            ranges.put(partition, range);
          }
        });
  }

  /** The first offset at or after an instant; absent where nothing is so young. */
  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, long millis) {
    var asked = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> asked.put(partition, millis));
    var offsets = new HashMap<TopicPartition, Long>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(asked).entrySet()) {
      if (found.getValue() != null) {
        offsets.put(found.getKey(), found.getValue().offset());
      }
    }
    return offsets;
  }

  /** How many offsets lie within. */
  long size() {
    return ranges.values().stream().mapToLong(range -> range.end() - range.first()).sum();
  }

  /** Reads to the end, or as long as it is wanted. */
  void read(Consumer<ConsumerRecord<byte[], byte[]>> take, IntPredicate goesOn) {
    consumer.assign(ranges.keySet());
    ranges.forEach((partition, range) -> consumer.seek(partition, range.first()));
    var open = new HashSet<>(ranges.keySet());
    var lastSign = System.nanoTime();
    while (!open.isEmpty()) {
      var records = consumer.poll(WAIT);
      records.forEach(record -> {
        if (isWithin(record)) {
          take.accept(record);
        }
      });
      var read = open.removeIf(this::isRead) || !records.isEmpty();
      lastSign = read ? System.nanoTime() : lastSign;
      if (System.nanoTime() - lastSign > SILENCE.toNanos()) {
        throw new KafkaException("The broker gives no more of what it has.");
      }
      consumer.pause(ranges.keySet().stream().filter(it -> !open.contains(it)).toList());
      if (!goesOn.test(records.count())) {
        return;
      }
    }
  }

  private boolean isWithin(ConsumerRecord<?, ?> record) {
    var partition = new TopicPartition(record.topic(), record.partition());
    var millis = record.timestamp();
    return record.offset() < end(partition)
        && millis >= window.from().toEpochMilli()
        && millis < window.to().toEpochMilli();
  }

  private boolean isRead(TopicPartition partition) {
    return consumer.position(partition) >= end(partition);
  }

  private long end(TopicPartition partition) {
    return ranges.getOrDefault(partition, Range.NONE).end();
  }

  @Override
  public void close() {
    close(consumer);
  }

  static void close(KafkaConsumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(GOODBYE));
  }
}
