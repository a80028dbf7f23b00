package dev.countersign.notification.kafka;

import dev.countersign.notification.app.TakeEvents;
import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.platform.messaging.PollBatch;
import dev.countersign.platform.messaging.PollBatch.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds the ledger events to {@link TakeEvents}; completion is the acknowledgement. */
@ApplicationScoped
class EventsConsumer {
  private final PollBatch batch;
  private final Work<LedgerEvent> work;

  EventsConsumer(
      PollBatch batch,
      TakeEvents takeEvents,
      @ConfigProperty(name = "mp.messaging.incoming.events.group.id") String group) {
    this.batch = batch;
    this.work = new Work<>(group, LedgerEventReader::read, takeEvents::take);
  }

  @Incoming("events")
  Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
    return batch.work(records, work);
  }
}
