package dev.countersign.platform.messaging;

import dev.countersign.platform.messaging.Reading.Unreadable;
import dev.countersign.platform.messaging.Reading.Wanted;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.SqlStates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Works off what one poll brought, in one transaction; completion is the acknowledgement. What
 * cannot be read becomes a dead letter before the offset moves. An outage of database or broker is
 * waited out; if the database refuses the data, the records go one by one, and the refused one is a
 * dead letter.
 */
@ApplicationScoped
public class PollBatch {

  private static final Logger LOG = Logger.getLogger(PollBatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DeadLetters deadLetters;

  PollBatch(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /**
   * How records are read and where the read ones go.
   *
   * @param sink stores values and progress in one transaction
   */
  public record Work<T>(
      String group,
      Function<ConsumerRecord<byte[], byte[]>, Reading<T>> reader,
      BiFunction<Progress, List<T>, Uni<Void>> sink) {}

  public <T> Uni<Void> work(ConsumerRecords<byte[], byte[]> polled, Work<T> work) {
    var records = StreamSupport.stream(polled.spliterator(), false).toList();
    var readings = records.stream().map(work.reader()).toList();
    if (readings.stream().allMatch(Reading.Ignored.class::isInstance)) {
      // Read again after a restart they are ignored again; they are not worth a commit.
      return Uni.createFrom().voidItem();
    }
    var wanted = readings.stream().flatMap(PollBatch::value).toList();
    return bury(records, readings)
        .chain(() -> patiently(() -> work.sink().apply(progress(records, work), wanted)))
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(() -> oneByOne(records, work));
  }

  private <T> Uni<Void> oneByOne(List<ConsumerRecord<byte[], byte[]>> records, Work<T> work) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(record -> single(record, work))
        .onItem()
        .ignoreAsUni();
  }

  private <T> Uni<Void> single(ConsumerRecord<byte[], byte[]> record, Work<T> work) {
    var progress = progress(List.of(record), work);
    var wanted = value(work.reader().apply(record)).toList();
    return patiently(() -> work.sink().apply(progress, wanted))
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(failure ->
            bury(record, "REFUSED_BY_DATABASE", stateOf(failure))
                .chain(() -> patiently(() -> work.sink().apply(progress, List.of()))));
  }

  private static String stateOf(Throwable failure) {
    return "SQLSTATE " + SqlStates.stateOf(failure).orElse("unknown");
  }

  private static <T> Progress progress(List<ConsumerRecord<byte[], byte[]>> records, Work<T> work) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (var record : records) {
      next.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
    return new Progress(work.group(), next);
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
