package dev.countersign.rules.kafka;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads compacted topics from their beginning on a thread of its own, says when it has seen all
 * that was there, and goes on reading. Every instance reads everything: it is in no group.
 */
final class TopicFollower {

  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientSettings settings;
  private final List<String> topics;
  private final Reader reader;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** Who takes the records. */
  interface Reader {
    void take(ConsumerRecord<byte[], byte[]> record);

    /** Everything that was there at the start has been taken. */
    void hasReadAll();
  }

  TopicFollower(ClientSettings settings, List<String> topics, Reader reader) {
    this.settings = settings;
    this.topics = topics;
    this.reader = reader;
    this.thread =
        Thread.ofPlatform()
            .name(topics.stream().collect(joining(" ", "following ", "")))
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    stop.countDown();
    thread.join(PATIENCE);
  }

  boolean isAlive() {
    return stop.getCount() == 0 || thread.isAlive();
  }

  private void run() {
    while (!isStopping(Duration.ZERO)) {
      try (var consumer = open()) {
        follow(consumer);
      } catch (RuntimeException failure) {
        LOG.warnf("Reading %s failed, and begins again: %s", topics, failure.getMessage());
        isStopping(PAUSE);
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    var partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (!isStopping(Duration.ZERO)) {
      consumer.poll(WAIT).forEach(reader::take);
      if (!ends.isEmpty() && hasReached(consumer, ends)) {
        LOG.infof("%s read to the end. partitions=%d", topics, partitions.size());
        reader.hasReadAll();
        ends = Map.of();
      }
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
      var infos = consumer.partitionsFor(topic);
      if (infos.isEmpty()) {
        throw new KafkaException("The topic " + topic + " does not exist yet.");
      }
      infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Consumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private boolean isStopping(Duration wait) {
    try {
      return stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
