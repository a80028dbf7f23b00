package dev.countersign.rules.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * A topic seen from outside: what a producer sends, and what a reader of committed records gets.
 */
public final class Topic {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration WAIT = Duration.ofMillis(200);

  private final String name;

  private Topic(String name) {
    this.name = name;
  }

  public static Topic of(String name) {
    return new Topic(setting("countersign.topic-prefix") + name);
  }

  public String name() {
    return name;
  }

  /** Sends one record and waits until the broker has it. */
  public void send(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
    send(List.of(record(key, value, headers)));
  }

  public ProducerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
    var record = new ProducerRecord<byte[], byte[]>(name, key, value);
    headers.forEach((header, bytes) -> record.headers().add(header, bytes));
    return record;
  }

  public void send(List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            setting("kafka.bootstrap.servers"),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            8 * 1024 * 1024);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var sent = records.stream().map(producer::send).toList();
      for (var answer : sent) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot send to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until so many committed records fit, and returns those that do. */
  public List<ConsumerRecord<byte[], byte[]>> await(
      int count, Predicate<ConsumerRecord<byte[], byte[]>> fits) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    var end = System.nanoTime() + PATIENCE.toNanos();
    try (var consumer = reader()) {
      while (found.size() < count) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "Expected %d records on %s, but found %d".formatted(count, name, found.size()));
        }
        consumer.poll(WAIT).forEach(record -> addIf(fits, record, found));
      }
    }
    return found;
  }

  /** All committed records there are now. */
  public List<ConsumerRecord<byte[], byte[]>> all() {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = reader()) {
      var ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(WAIT).forEach(found::add);
      }
    }
    return found;
  }

  /** A header's text, or nothing. */
  public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            setting("kafka.bootstrap.servers"),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = List.of();
    while (partitions.isEmpty()) {
      partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static void addIf(
      Predicate<ConsumerRecord<byte[], byte[]>> fits,
      ConsumerRecord<byte[], byte[]> record,
      List<ConsumerRecord<byte[], byte[]>> found) {
    if (fits.test(record)) {
      found.add(record);
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
