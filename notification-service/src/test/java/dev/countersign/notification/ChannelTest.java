package dev.countersign.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.countersign.notification.example.WhatsAppGateway.Message;
import dev.countersign.platform.messaging.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deliveries by the channels that people chose, each with the same retries. */
@QuarkusTest
class ChannelTest extends ServiceTest {
  private static final Path PAGE = Path.of("..", "docs", "channels.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/countersign/notification/example/WhatsAppChannel.java");

  @Test
  @DisplayName("C-20: who chose kafka is told on the topic alone, without name, address or amount")
  void chosenTopicIsTold() {
    ledger.person(at("supervisor"), "Sadia Rahman", 1);
    awaitPeople(1);
    choose(at("supervisor"), "DECISION_NEEDED", "IMMEDIATE", "kafka");

    ledger.stepStarted(at("supervisor"));
    awaitDeliveries(1, "SENT");

    try (var topic = new Topic()) {
      var record = topic.awaitRecords(partner, 1).getFirst();
      var text = Ledger.text(record.value());
      assertThat(header(record, "ce_type")).isEqualTo("approval.person_notified");
      assertThat(Ledger.text(record.key())).isEqualTo(partner + "|" + at("supervisor"));
      assertThat(text).doesNotContain("Sadia", ".example", "350000");
      assertThat(Json.read(record.value()).get("occasion").asText()).isEqualTo("DECISION_NEEDED");
    }
    assertThat(mailsTo(at("supervisor"))).isEmpty();
  }

  @Test
  @DisplayName(
      "C-20 G7: what was published and not recorded is published again, id and bytes alike")
  void repetitionOnTheTopicIsRecognised() {
    ledger.person(at("supervisor"), "S", 1);
    awaitPeople(1);
    choose(at("supervisor"), "DECISION_NEEDED", "IMMEDIATE", "email", "kafka");
    ledger.stepStarted(at("supervisor"));
    awaitDeliveries(2, "SENT");

    rows(
        "update notification.delivery set state = 'PENDING', settled_at = null where channel = 'kafka'");

    try (var topic = new Topic()) {
      var records = topic.awaitRecords(partner, 2);
      assertThat(records.stream().map(record -> header(record, "ce_id")).distinct()).hasSize(1);
      assertThat(records.stream().map(record -> Ledger.text(record.value())).distinct()).hasSize(1);
    }
    assertThat(mailsTo(at("supervisor"))).hasSize(1);
  }

  @Test
  @DisplayName("C-20: a channel of somebody else is chosen, retried and given up like the others")
  void foreignChannelIsAChannelLikeTheOthers() {
    for (var person : List.of("supervisor", "flaky", "unknown-number")) {
      ledger.person(at(person), "S", 1);
      choose(at(person), "DECISION_NEEDED", "IMMEDIATE", "whatsapp");
    }
    awaitPeople(3);

    ledger.stepStarted(at("supervisor"), at("flaky"), at("unknown-number"));

    awaitDeliveries(2, "SENT");
    assertThat(awaitDeliveries(1, "DEAD").getFirst().getString("detail")).isEqualTo("HTTP_404");
    assertThat(keysOfMessagesTo("supervisor")).hasSize(1);
    assertThat(keysOfMessagesTo("flaky"))
        .hasSize(2)
        .containsOnly(keysOfMessagesTo("flaky").getFirst());
    assertThat(rows("select from notification.attempt where detail = 'HTTP_503'")).hasSize(1);
  }

  @Test
  @DisplayName("C-20: a channel that is gone is waited for; nothing is lost with it")
  void missingChannelIsWaitedFor() {
    ledger.person(at("supervisor"), "S", 1);
    awaitPeople(1);
    choose(at("supervisor"), "DECISION_NEEDED", "IMMEDIATE", "kafka");
    rows(
        "update notification.preference set choices = replace(choices::text, 'kafka', 'gone')::jsonb");

    ledger.stepStarted(at("supervisor"));

    assertThat(awaitDeliveries(1, "PENDING").getFirst().getString("detail"))
        .isEqualTo("CHANNEL_MISSING");
  }

  @Test
  @DisplayName("C-20: the channel that the docs show is the one that is tested here")
  void docsShowTheTestedChannel() throws IOException {
    var source = Files.readString(EXAMPLE);

    assertThat(Files.readString(PAGE)).contains(source.substring(source.indexOf("/** Hands")));
  }

  private List<String> keysOfMessagesTo(String name) {
    var all = given().get(Ledger.setting("whatsapp.gateway")).as(Message[].class);
    return Stream.of(all)
        .filter(message -> message.body().contains(at(name)))
        .map(Message::key)
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return Ledger.text(record.headers().lastHeader(name).value());
  }

  /** The topic from its beginning. */
  private static final class Topic implements AutoCloseable {
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    private final KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Ledger.setting("kafka.bootstrap.servers")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());

    Topic() {
      var name = Ledger.topic("approvals.notifications.v1");
      var partitions =
          consumer.partitionsFor(name).stream()
              .map(it -> new TopicPartition(name, it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    List<ConsumerRecord<byte[], byte[]>> awaitRecords(String partnerId, int count) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            assertThat(of(partnerId)).hasSize(count);
          });
      return of(partnerId);
    }

    private List<ConsumerRecord<byte[], byte[]>> of(String partnerId) {
      return seen.stream()
          .filter(record -> header(record, "ce_partnerid").equals(partnerId))
          .toList();
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
