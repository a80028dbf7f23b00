package dev.countersign.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsumerOffsetsTest {

  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private static final TopicPartition P2 = new TopicPartition("t", 2);

  @Test
  @DisplayName("D1, D5 offsets commit with the work, and never go back")
  void offsetsCommitWithTheWork() {
    try (var database = new DemoDatabase(2)) {
      var transaction = new TenantTransaction(database.pool());
      var offsets = new ConsumerOffsets(database.pool());

      await(transaction.run(Set.of(), c -> offsets.store(c, "g", Map.of(P0, 10L, P1, 5L))));
      await(transaction.run(Set.of(), c -> offsets.store(c, "g", Map.of(P0, 8L, P1, 6L))));
      Uni<Void> failing =
          transaction.run(
              Set.of(),
              c ->
                  offsets
                      .store(c, "g", Map.of(P0, 99L))
                      .flatMap(_ -> Uni.createFrom().failure(new IllegalStateException("no"))));
      await(failing.onFailure().recoverWithNull());

      assertThat(await(offsets.load("g"))).isEqualTo(Map.of(P0, 10L, P1, 6L));
      assertThat(await(offsets.load("other"))).isEmpty();
    }
  }

  @Test
  @DisplayName("D5, KF-11 a consumer starts at the smaller of both offsets")
  void startsAtTheSmallerOffset() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        Map.of(P0, new OffsetAndMetadata(10), P1, new OffsetAndMetadata(3));
    Map<TopicPartition, Long> stored = Map.of(P0, 7L, P1, 9L, P2, 4L);
    var other = new TopicPartition("t", 3);

    assertThat(StoredOffsets.targets(committed, stored, List.of(P0, P1, P2, other)))
        .isEqualTo(Map.of(P0, 7L, P2, 4L));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
