package dev.countersign.notification.kafka;

import dev.countersign.notification.app.Position;
import dev.countersign.notification.kafka.Reading.Unreadable;
import dev.countersign.notification.kafka.Reading.Wanted;
import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.storage.SqlStates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Works a poll off, partition by partition: dead letters first, then one transaction for the rest.
 * An outage of database or broker is waited out; data the database refuses costs that one record.
 */
@ApplicationScoped
class PartitionBatch {
  private static final Logger LOG = Logger.getLogger(PartitionBatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DeadLetters deadLetters;

  PartitionBatch(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** How records are read and where the read ones go. */
  record Work<T>(
      String group,
      Function<ConsumerRecord<byte[], byte[]>, Reading<T>> reader,
      BiFunction<Position, List<T>, Uni<Void>> sink) {}

  <T> Uni<Void> work(ConsumerRecords<byte[], byte[]> records, Work<T> work) {
    return Multi.createFrom()
        .iterable(records.partitions())
        .onItem()
        .transformToUniAndConcatenate(
            partition -> work(partition, records.records(partition), work))
        .onItem()
        .ignoreAsUni();
  }

  private <T> Uni<Void> work(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Work<T> work) {
    var readings = records.stream().map(work.reader()).toList();
    if (readings.stream().allMatch(Reading.Ignored.class::isInstance)) {
      // Read again after a restart they are ignored again; they are not worth a commit.
      return Uni.createFrom().voidItem();
    }
    var wanted = readings.stream().flatMap(PartitionBatch::value).toList();
    var position = position(partition, records, work);
    return bury(records, readings)
        .chain(() -> patiently(() -> work.sink().apply(position, wanted)))
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(() -> oneByOne(partition, records, work));
  }

  private <T> Uni<Void> oneByOne(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Work<T> work) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(record -> single(partition, record, work))
        .onItem()
        .ignoreAsUni();
  }

  private <T> Uni<Void> single(
      TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Work<T> work) {
    var position = position(partition, List.of(record), work);
    var wanted = value(work.reader().apply(record)).toList();
    return patiently(() -> work.sink().apply(position, wanted))
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(failure ->
            bury(record, "REFUSED_BY_DATABASE", stateOf(failure))
                .chain(() -> patiently(() -> work.sink().apply(position, List.of()))));
  }

  private static String stateOf(Throwable failure) {
    return "SQLSTATE " + SqlStates.stateOf(failure).orElse("unknown");
  }

  private static <T> Position position(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Work<T> work) {
    var next = records.getLast().offset() + 1;
    return new Position(work.group(), partition.topic(), partition.partition(), next);
  }

  private static <T> Stream<T> value(Reading<T> reading) {
    return reading instanceof Wanted<T>(var value) ? Stream.of(value) : Stream.empty();
  }

  private <T> Uni<Void> bury(
      List<ConsumerRecord<byte[], byte[]>> records, List<Reading<T>> readings) {
    Uni<Void> letters = Uni.createFrom().voidItem();
    for (int i = 0; i < records.size(); i++) {
      if (readings.get(i) instanceof Unreadable<T>(var reason, var detail)) {
        var record = records.get(i);
        letters = letters.chain(() -> bury(record, reason, detail));
      }
    }
    return letters;
  }

  private Uni<Void> bury(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    return deadLetters
        .send(record, reason, detail)
        .onFailure()
        .invoke(failure -> LOG.warnf("dead letter not written, trying again: %s", failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private static Uni<Void> patiently(Supplier<Uni<Void>> work) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure(SqlStates::isTransient)
        .invoke(failure -> LOG.warnf("database not available, trying again: %s", failure))
        .onFailure(SqlStates::isTransient)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }
}
