package dev.countersign.request.kafka;

import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.storage.SqlStates;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.ObeyTimer;
import dev.countersign.request.app.TimerCommand;
import dev.countersign.request.app.TimerResult;
import dev.countersign.request.app.message.InvalidMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Timers' commands, in the order of their partition. One that came too late is counted, no more.
 */
@ApplicationScoped
class TimerCommandConsumer {
  private static final Actor.Service ESCALATION = new Actor.Service("escalation-service");

  private final ObeyTimer obeyTimer;
  private final DeadLetters deadLetters;
  private final MeterRegistry metrics;

  TimerCommandConsumer(ObeyTimer obeyTimer, DeadLetters deadLetters, MeterRegistry metrics) {
    this.obeyTimer = obeyTimer;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  @Incoming("commands")
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> polled) {
    var partitions =
        polled.partitions().stream().map(partition -> consume(polled.records(partition))).toList();
    return Uni.join().all(partitions).andCollectFailures().replaceWithVoid();
  }

  private Uni<Void> consume(List<ConsumerRecord<byte[], byte[]>> records) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(record -> Patience.with(() -> handle(record), record.topic()))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> handle(ConsumerRecord<byte[], byte[]> record) {
    TimerCommand command;
    try {
      command = TimerCommandReader.read(record);
    } catch (InvalidMessage e) {
      return deadLetters.send(record, "INVALID_COMMAND", String.valueOf(e.getMessage()));
    }
    return obeyTimer
        .handle(ESCALATION, command)
        .invoke(this::count)
        .replaceWithVoid()
        .onFailure(SqlStates::isDataError)
        .recoverWithUni(failure ->
            deadLetters.send(record, "REFUSED_BY_DATABASE", SqlStates.stateOf(failure).orElse("")));
  }

  private void count(TimerResult result) {
    var answer =
        switch (result) {
          case TimerResult.Obeyed _ -> "obeyed";
          case TimerResult.Refused(var refusal) -> refusal.code();
        };
    metrics.counter("countersign.timer.commands", "answer", answer).increment();
  }
}
