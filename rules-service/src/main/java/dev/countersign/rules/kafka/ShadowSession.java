package dev.countersign.rules.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows the published evaluations for as long as something stands in the shadow. Divergences and
 * offsets are one Kafka transaction, so each divergence is told once. It shares nothing with the
 * intake session: whatever happens here, events are answered.
 */
final class ShadowSession implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final ShadowAnswers answers;

  ShadowSession(
      Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, ShadowAnswers answers) {
    this.consumer = consumer;
    this.producer = producer;
    this.answers = answers;
  }

  /** Takes its place in the group; what was published before {@code since} is passed over. */
  void start(String topic, Instant since) {
    producer.initTransactions();
    consumer.subscribe(
        Set.of(topic),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            begin(partitions, since);
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Each round has committed what it has read.
          }
        });
  }

  /** Where the group left off, but not before the first shadow. */
  private void begin(Collection<TopicPartition> partitions, Instant since) {
    // In this order: what comes in between the two questions is not passed over.
    var ends = consumer.endOffsets(partitions);
    var times = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
    var firsts = consumer.offsetsForTimes(times);
    var committed = consumer.committed(Set.copyOf(partitions));
    ends.forEach((partition, end) -> {
      var first = firsts.get(partition);
      var before = committed.get(partition);
      var start = first == null ? end : Long.valueOf(first.offset());
      consumer.seek(partition, before == null ? start : Math.max(start, before.offset()));
    });
  }

  /** Asks the shadows about what was published, all of it or nothing. */
  void round() {
    var records = consumer.poll(WAIT);
    if (records.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    try {
      for (var record : records) {
        answers.answer(record).ifPresent(this::send);
      }
      producer.sendOffsetsToTransaction(
          new HashMap<>(records.nextOffsets()), consumer.groupMetadata());
      producer.commitTransaction();
    } catch (KafkaException failure) {
      abort(failure);
      throw failure;
    }
  }

  /** Whether it has arrived is what the commit says. */
  private void send(ProducerRecord<byte[], byte[]> divergence) {
    var _ = producer.send(divergence);
  }

  private void abort(KafkaException failure) {
    try {
      producer.abortTransaction();
    } catch (KafkaException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public void close() {
    try {
      producer.close(GOODBYE);
    } finally {
      consumer.close(CloseOptions.timeout(GOODBYE));
    }
  }
}
