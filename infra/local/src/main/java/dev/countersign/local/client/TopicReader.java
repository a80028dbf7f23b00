package dev.countersign.local.client;

import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows topics from their end (or beginning) on a thread of its own, reading committed records.
 */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;

  private TopicReader(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    this.consumer = consumer;
    this.thread = Thread.ofPlatform().name("topic-reader").daemon().unstarted(() -> follow(sink));
  }

  /** Everything that arrives from now on; returns once the positions are fixed. */
  public static TopicReader fromNow(
      String bootstrapServers, List<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    var consumer = consumer(bootstrapServers, topics);
    var partitions = consumer.assignment();
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return started(consumer, sink);
  }

  /** Everything that is there and everything that arrives. */
  public static TopicReader fromBeginning(
      String bootstrapServers, List<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    var consumer = consumer(bootstrapServers, topics);
    consumer.seekToBeginning(consumer.assignment());
    return started(consumer, sink);
  }

  private static TopicReader started(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    var reader = new TopicReader(consumer, sink);
    reader.thread.start();
    return reader;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      String bootstrapServers, List<String> topics) {
    var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "fetch.max.wait.ms", "50"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        topics.stream().flatMap(topic -> partitions(consumer, topic)).collect(toList()));
    return consumer;
  }

  private static Stream<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()));
  }

  private void follow(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (consumer) {
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(sink);
      }
    } catch (WakeupException closed) {
      // close() asked for it.
    }
  }

  /** The text of a header, where the record has it. */
  public static Optional<String> header(ConsumerRecord<?, ?> taken, String name) {
    return Optional.ofNullable(taken.headers().lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
