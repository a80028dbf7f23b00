package dev.countersign.platform.storage;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Starts a consumer where both the broker and the database say it may: at the smaller of the two
 * offsets. A database that was restored to yesterday so reads today's records again.
 *
 * <p>A channel asks for it by {@code consumer-rebalance-listener.name=stored-offsets}.
 */
@ApplicationScoped
@Identifier("stored-offsets")
public class StoredOffsets implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(StoredOffsets.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConsumerOffsets offsets;

  StoredOffsets(ConsumerOffsets offsets) {
    this.offsets = offsets;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    String group = consumer.groupMetadata().groupId();
    // This is the polling thread: it may wait, and must, for nothing may be read before the seek.
    Map<TopicPartition, Long> stored = offsets.load(group).await().atMost(PATIENCE);
    Map<TopicPartition, Long> targets =
        targets(consumer.committed(Set.copyOf(partitions)), stored, partitions);
    targets.forEach((partition, offset) -> {
      LOG.infof("group=%s partition=%s starts at offset=%d", group, partition, offset);
      consumer.seek(partition, offset);
    });
  }

  /** Where to seek; a partition that the database does not know stays where the broker says. */
  static Map<TopicPartition, Long> targets(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> stored,
      Collection<TopicPartition> partitions) {
    var targets = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : partitions) {
      Long ours = stored.get(partition);
      OffsetAndMetadata theirs = committed.get(partition);
      if (ours != null && (theirs == null || ours < theirs.offset())) {
        targets.put(partition, ours);
      }
    }
    return targets;
  }
}
