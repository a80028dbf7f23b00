package dev.countersign.escalation.kafka;

import dev.countersign.escalation.app.Actor;
import dev.countersign.escalation.app.TakeEvents;
import dev.countersign.escalation.core.ClockEvent;
import dev.countersign.platform.messaging.PollBatch;
import dev.countersign.platform.messaging.PollBatch.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds the ledger events to {@link TakeEvents}; completion is the acknowledgement. */
@ApplicationScoped
class EventsConsumer {
  private static final Actor.Service ACTOR = new Actor.Service("ledger-events");

  private final PollBatch batch;
  private final Work<List<ClockEvent>> work;

  EventsConsumer(
      PollBatch batch,
      TakeEvents takeEvents,
      @ConfigProperty(name = "mp.messaging.incoming.events.group.id") String group) {
    this.batch = batch;
    this.work =
        new Work<>(
            group,
            ClockEventReader::read,
            (progress, events) -> takeEvents.take(ACTOR, progress, flat(events)));
  }

  private static List<ClockEvent> flat(List<List<ClockEvent>> events) {
    return events.stream().flatMap(List::stream).toList();
  }

  @Incoming("events")
  Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
    return batch.work(records, work);
  }
}
