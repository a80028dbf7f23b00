package dev.countersign.local.client;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes to the intake topic, and says where each record went. */
public final class Intake implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  public Intake(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Completes when the broker has the record. */
  public CompletableFuture<Published> publish(IntakeRecord intake) {
    var published = new CompletableFuture<Published>();
    var sentAt = Instant.now();
    var _ =
        producer.send(
            intake.toKafka(),
            (metadata, failure) -> {
              if (failure == null) {
                published.complete(new Published(metadata.partition(), metadata.offset(), sentAt));
              } else {
                published.completeExceptionally(failure);
              }
            });
    return published;
  }

  @Override
  public void close() {
    producer.close();
  }

  /** Where a record stands in the intake topic, and when it was handed over. */
  public record Published(int partition, long offset, Instant sentAt) {}
}
