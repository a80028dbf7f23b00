package dev.countersign.rules.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.kafka.IntakeSession.Position;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a session leaves behind when it ends in the middle, on a real broker. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class IntakeSessionTest {

  private static final String TRANSACTIONS = "session-under-test-" + UUID.randomUUID();

  @Inject LiveRules rules;
  @Inject IntakeAnswers answers;
  @Inject ClientSettings settings;

  private final Topic intake = Topic.of("crash.v1");
  private final Topic evaluations = Topic.of("approvals.evaluations.v1");
  private final Set<Position> oversized = new HashSet<>();

  @Test
  @DisplayName("B1 B2 B15: after a crash between send and commit there is one committed answer")
  void crashBetweenSendAndCommitGivesOneAnswer() {
    Acme.setUp(rules);
    var id = UUID.randomUUID().toString();
    intake.send(null, Acme.data("350000"), Acme.headers(id, "invoice.created", "INV-" + id));

    try (var crashing = session(DyingProducer.at("sendOffsetsToTransaction", producer()))) {
      crashing.start(Set.of(intake.name()));
      assertThatThrownBy(() -> turnUntilDone(crashing)).hasMessage("the network is gone");
    }
    assertThat(count(id)).isZero();

    try (var next = session(producer())) {
      next.start(Set.of(intake.name()));
      while (count(id) == 0) {
        next.round();
      }
    }
    assertThat(count(id)).isEqualTo(1);
  }

  @Test
  @DisplayName("B15: a dead instance's open transaction is ended by its next life")
  void openTransactionIsEndedByTheNextLife() {
    Acme.setUp(rules);
    var id = UUID.randomUUID().toString();
    intake.send(null, Acme.data("350000"), Acme.headers(id, "invoice.created", "INV-" + id));

    var dying = session(DyingProducer.at("commitTransaction", producer()));
    dying.start(Set.of(intake.name()));
    assertThatThrownBy(() -> turnUntilDone(dying)).hasMessage("the network is gone");

    try (dying;
        var next = session(producer())) {
      next.start(Set.of(intake.name()));
      while (count(id) == 0) {
        next.round();
      }
    }
    assertThat(count(id)).isEqualTo(1);
  }

  private static void turnUntilDone(IntakeSession session) {
    for (int round = 0; round < 100; round++) {
      session.round();
    }
  }

  private long count(String eventId) {
    return evaluations.all().stream()
        .filter(it -> Json.read(it.value()).at("/event/id").asText().equals(eventId))
        .count();
  }

  private IntakeSession session(Producer<byte[], byte[]> producer) {
    var reader = settings.reader();
    reader.put(ConsumerConfig.GROUP_ID_CONFIG, TRANSACTIONS);
    reader.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
    // A session that is no longer turned counts as dead, as a killed process does.
    reader.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 6000);
    var consumer =
        new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return new IntakeSession(consumer, producer, answers, oversized);
  }

  private Producer<byte[], byte[]> producer() {
    var answers = settings.answers();
    answers.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS);
    return new KafkaProducer<>(answers, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Named here so that the settings of the service itself are what is tested. */
  @Test
  @DisplayName("B10 B11: nothing is skipped and nothing is committed ahead")
  void consumerNeverCommitsByItself() {
    Map<String, Object> intake = settings.intake();

    assertThat(intake)
        .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
        .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    assertThat(settings.answers()).containsEntry(ProducerConfig.ACKS_CONFIG, "all");
  }
}
