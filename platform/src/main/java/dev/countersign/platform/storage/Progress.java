package dev.countersign.platform.storage;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where a consumer group has worked; stored in the transaction of the work itself.
 *
 * @param nextOffsets the next offset to read of each partition the work came from
 */
public record Progress(String group, Map<TopicPartition, Long> nextOffsets) {
  public Progress {
    nextOffsets = Map.copyOf(nextOffsets);
  }

  /** Of one partition. */
  public static Progress of(String group, String topic, int partition, long nextOffset) {
    return new Progress(group, Map.of(new TopicPartition(topic, partition), nextOffset));
  }
}
