package dev.countersign.notification.kafka;

import dev.countersign.notification.app.Partners;
import dev.countersign.notification.core.Partner;
import dev.countersign.platform.messaging.PollBatch;
import dev.countersign.platform.messaging.PollBatch.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the partners: their zone says when a digest is due. */
@ApplicationScoped
class PartnersConsumer {
  private final PollBatch batch;
  private final Work<Partner> work;

  PartnersConsumer(
      PollBatch batch,
      Partners partners,
      @ConfigProperty(name = "mp.messaging.incoming.partners.group.id") String group) {
    this.batch = batch;
    this.work = new Work<>(group, PartnerReader::read, partners::learn);
  }

  @Incoming("partners")
  Uni<Void> learn(ConsumerRecords<byte[], byte[]> records) {
    return batch.work(records, work);
  }
}
