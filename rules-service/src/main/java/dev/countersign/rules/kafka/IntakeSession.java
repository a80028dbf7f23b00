package dev.countersign.rules.kafka;

import dev.countersign.rules.core.window.NotCounted;
import dev.countersign.rules.kafka.IntakeAnswers.Reply;
import dev.countersign.rules.kafka.IntakeQuestions.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * One consumer and one transactional producer, from start to the first failure. Whatever fails, the
 * transaction is not committed, so the offsets have not moved and the next session reads the same
 * records again: an answer is neither lost nor seen twice by a reader of committed records.
 */
final class IntakeSession implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final IntakeAnswers answers;
  private final Set<Position> oversized;

  /** Where a record stands. */
  record Position(String topic, int partition, long offset) {
    static Position of(ConsumerRecord<?, ?> record) {
      return new Position(record.topic(), record.partition(), record.offset());
    }
  }

  /** {@code oversized} outlives the session: it names records whose answer the broker refused. */
  IntakeSession(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      IntakeAnswers answers,
      Set<Position> oversized) {
    this.consumer = consumer;
    this.producer = producer;
    this.answers = answers;
    this.oversized = oversized;
  }

  /** Takes its place in the group, and ends whatever a former life of this instance left open. */
  void start(Set<String> topics) {
    producer.initTransactions();
    consumer.subscribe(topics);
  }

  /** Answers what has come in, all of it or nothing; tells how many records that were. */
  int round() {
    var records = consumer.poll(WAIT);
    if (records.isEmpty()) {
      return 0;
    }
    var questions = answers.read(records);
    producer.beginTransaction();
    try {
      var replies = new ArrayList<Reply>(records.count());
      for (var question : questions) {
        replies.add(send(question));
      }
      producer.sendOffsetsToTransaction(next(records), consumer.groupMetadata());
      producer.commitTransaction();
      replies.forEach(answers::count);
      records.forEach(record -> oversized.remove(Position.of(record)));
      return records.count();
    } catch (KafkaException | NotCounted failure) {
      abort(failure);
      throw failure;
    }
  }

  private Reply send(Question question) {
    var record = question.record();
    var position = Position.of(record);
    var reply =
        oversized.contains(position) ? answers.withoutValue(record) : answers.answer(question);
    var _ =
        producer.send(
            reply.record(),
            (_, failure) -> {
              if (failure instanceof RecordTooLargeException) {
                oversized.add(position);
              }
            });
    return reply;
  }

  private static Map<TopicPartition, OffsetAndMetadata> next(
      ConsumerRecords<byte[], byte[]> records) {
    return new HashMap<>(records.nextOffsets());
  }

  private void abort(RuntimeException failure) {
    try {
      producer.abortTransaction();
    } catch (KafkaException second) {
      // A fenced producer cannot abort; the coordinator has done so or will.
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
