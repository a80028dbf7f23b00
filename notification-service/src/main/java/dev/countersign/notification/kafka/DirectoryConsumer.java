package dev.countersign.notification.kafka;

import dev.countersign.notification.app.LearnPeople;
import dev.countersign.notification.core.Person;
import dev.countersign.platform.messaging.PollBatch;
import dev.countersign.platform.messaging.PollBatch.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds the directory to {@link LearnPeople}. */
@ApplicationScoped
class DirectoryConsumer {
  private final PollBatch batch;
  private final Work<Person> work;

  DirectoryConsumer(
      PollBatch batch,
      LearnPeople learnPeople,
      @ConfigProperty(name = "mp.messaging.incoming.directory.group.id") String group) {
    this.batch = batch;
    this.work = new Work<>(group, PersonReader::read, learnPeople::learn);
  }

  @Incoming("directory")
  Uni<Void> learn(ConsumerRecords<byte[], byte[]> records) {
    return batch.work(records, work);
  }
}
