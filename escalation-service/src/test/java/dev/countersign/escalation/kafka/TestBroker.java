package dev.countersign.escalation.kafka;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tests' own hands on the broker. */
@ApplicationScoped
class TestBroker {

  private final Topics topics;
  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> producer;

  TestBroker(Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topics = topics;
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void publish(UUID request, CloudEvent... events) {
    for (var event : events) {
      publish(
          CloudEvents.record(topics.of("approvals.events.v1"), request.toString(), event, null));
    }
  }

  void publish(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("not published", e);
    }
  }

  String topic(String name) {
    return topics.of(name);
  }

  /** The records of a topic that match, from its beginning, as soon as there are so many. */
  List<ConsumerRecord<byte[], byte[]>> await(
      String topic, int atLeast, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = consumer()) {
      consumer.subscribe(List.of(topics.of(topic)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .pollInSameThread()
          .until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            return found.stream().filter(wanted).count() >= atLeast;
          });
    }
    return found.stream().filter(wanted).toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "group.id",
            "test-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest",
            "metadata.max.age.ms",
            "500"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
