package dev.countersign.escalation.kafka;

import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.Position;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.escalation.kafka.Reading.Unreadable;
import dev.countersign.escalation.kafka.Reading.Wanted;
import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.storage.SqlStates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Works a poll off, a transaction per partition: dead letters first, then the rest, and only then
 * the acknowledgement. An outage of database or broker is waited out; what the database refuses
 * costs that one record.
 */
@ApplicationScoped
class EventsConsumer {

  private static final Logger LOG = Logger.getLogger(EventsConsumer.class);
  private static final Actor.Service ACTOR = new Actor.Service("ledger-events");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final TakeEvents takeEvents;
  private final DeadLetters deadLetters;
  private final String group;

  EventsConsumer(
      TakeEvents takeEvents,
      DeadLetters deadLetters,
      @ConfigProperty(name = "mp.messaging.incoming.events.group.id") String group) {
    this.takeEvents = takeEvents;
    this.deadLetters = deadLetters;
    this.group = group;
  }

  @Incoming("events")
  Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
    return Multi.createFrom()
        .iterable(records.partitions())
        .onItem()
        .transformToUniAndMerge(partition -> takeBatch(records.records(partition)))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> takeBatch(List<ConsumerRecord<byte[], byte[]>> records) {
    var readings = records.stream().map(ClockEventReader::read).toList();
    return bury(records, readings)
        .chain(() -> patiently(records, readings))
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(() -> takeOneByOne(records));
  }

  private Uni<Void> takeOneByOne(List<ConsumerRecord<byte[], byte[]>> records) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(this::takeOne)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> takeOne(ConsumerRecord<byte[], byte[]> record) {
    return patiently(List.of(record), List.of(ClockEventReader.read(record)))
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(failure -> bury(record, "REFUSED_BY_DATABASE", stateOf(failure)));
  }

  private static String stateOf(Throwable failure) {
    return "SQLSTATE " + SqlStates.stateOf(failure).orElse("unknown");
  }

  private Uni<Void> bury(List<ConsumerRecord<byte[], byte[]>> records, List<Reading> readings) {
    Uni<Void> letters = Uni.createFrom().voidItem();
    for (int i = 0; i < records.size(); i++) {
      if (readings.get(i) instanceof Unreadable(var reason, var detail)) {
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

  private Uni<Void> patiently(
      List<ConsumerRecord<byte[], byte[]>> records, List<Reading> readings) {
    var events = readings.stream().flatMap(EventsConsumer::event).toList();
    return Uni.createFrom()
        .deferred(() -> takeEvents.take(ACTOR, positionAfter(records.getLast()), events))
        .onFailure(SqlStates::isTransient)
        .invoke(failure -> LOG.warnf("database not available, trying again: %s", failure))
        .onFailure(SqlStates::isTransient)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private static Stream<ClockEvent> event(Reading reading) {
    return reading instanceof Wanted(var event) ? Stream.of(event) : Stream.empty();
  }

  private Position positionAfter(ConsumerRecord<byte[], byte[]> record) {
    return new Position(group, record.topic(), record.partition(), record.offset() + 1);
  }
}
