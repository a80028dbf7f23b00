package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.app.LatestEvaluations.Place;
import dev.countersign.rules.app.LatestEvaluations.Unavailable;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.testing.Past;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands at the end of a topic of a test's own, on a real broker. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class KafkaLatestEvaluationsTest {

  private static final PartnerId ACME = new PartnerId("acme");
  private static final OperationCode REFUND = Past.REFUND;

  @Inject ClientSettings settings;
  @Inject RulesServiceConfig config;

  private final String prefix = "latest-" + UUID.randomUUID() + "-";
  private final Topic evaluations = Topic.of(prefix + ShadowAnswers.EVALUATIONS);
  private final long start = System.currentTimeMillis() - 60_000;
  private final Topics topics =
      new Topics(Optional.of(evaluations.name().replace(ShadowAnswers.EVALUATIONS, "")));

  @Test
  @DisplayName("N-03 TN-01: the newest of a partner's operation, however many others come between")
  void newestAreFoundFarBack() {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int number = 0; number < 30; number++) {
      records.add(record("acme|refund|R-" + number, evaluation("R-" + number), 1_000 + number));
    }
    for (int number = 0; number < 3_000; number++) {
      records.add(record("globex|refund|G-" + number, evaluation("G-" + number), 5_000));
      records.add(record("acme|payout|P-" + number, evaluation("P-" + number), 5_000));
    }
    evaluations.send(records);

    var found = latest(settings).of(ACME, REFUND, 20);

    assertThat(found).hasSize(20);
    assertThat(found.getFirst().evaluation().text("subjectId")).isEqualTo("R-29");
    assertThat(found.getLast().evaluation().text("subjectId")).isEqualTo("R-10");
    assertThat(latest(settings).at(ACME, found.getFirst().place()))
        .hasValueSatisfying(it -> assertThat(it).isEqualTo(found.getFirst()));
    assertThat(latest(settings).at(new PartnerId("acm"), found.getFirst().place())).isEmpty();
  }

  @Test
  @DisplayName("N-03: the newest come first, though one partition is busier than the other")
  void newestAreFoundAcrossPartitions() {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int number = 0; number < 50; number++) {
      records.add(record("acme|refund|O-" + number, evaluation("O-" + number), number));
      records.add(in(1, "acme|refund|N-" + number, evaluation("N-" + number), 1_000 + number));
    }
    for (int number = 0; number < 90; number++) {
      records.add(in(1, "globex|refund|G-" + number, evaluation("G-" + number), 5_000));
    }
    evaluations.send(records);

    assertThat(latest(settings).of(ACME, REFUND, 20))
        .extracting(it -> it.evaluation().text("subjectId"))
        .hasSize(20)
        .startsWith("N-49", "N-48")
        .endsWith("N-30");
  }

  @Test
  @DisplayName("N-03: what cannot be read is left out, and hides nothing that can")
  void unreadableIsLeftOut() {
    evaluations.send(
        List.of(
            record("acme|refund|R-1", evaluation("R-1"), 1_000),
            record("acme|refund|R-2", "no json", 2_000),
            record("acme|refund|R-3", "{\"event\":", 3_000),
            record("acme|refund|R-4", "[]", 4_000)));

    assertThat(latest(settings).of(ACME, REFUND, 20))
        .singleElement()
        .satisfies(it -> assertThat(it.evaluation().text("subjectId")).isEqualTo("R-1"));
    for (int offset = 1; offset < 6; offset++) {
      assertThat(latest(settings).at(ACME, new Place(0, offset))).isEmpty();
    }
  }

  @Test
  @DisplayName("N-03: a broker that does not answer is told as such, within seconds")
  void unreachableBrokerIsTold() {
    var nowhere = new HashMap<String, Object>(settings.reader());
    nowhere.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    var away = latest(new ClientSettings(nowhere, config, topics));

    assertThatThrownBy(() -> away.of(ACME, REFUND, 20)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> away.at(ACME, new Place(0, 0))).isInstanceOf(Unavailable.class);
  }

  private KafkaLatestEvaluations latest(ClientSettings reading) {
    return new KafkaLatestEvaluations(reading, topics);
  }

  private ProducerRecord<byte[], byte[]> record(String key, String value, long at) {
    return in(0, key, value, at);
  }

  private ProducerRecord<byte[], byte[]> in(int partition, String key, String value, long at) {
    return new ProducerRecord<>(
        evaluations.name(), partition, start + at, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static String evaluation(String subject) {
    return "{\"event\":{\"id\":\"e\"},\"subjectId\":\"%s\",\"data\":{}}".formatted(subject);
  }
}
