package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final String prefix = "t" + UUID.randomUUID() + ".";
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private String broker = "";
  private DeadLetters letters = letters("unused");

  @BeforeEach
  void start() {
    broker = EmbeddedInfrastructure.shared().kafka();
    letters = letters(broker);
  }

  @AfterEach
  void stop() {
    letters.close();
  }

  @Test
  @DisplayName("A6 a dead letter holds the original bytes and headers, and why and whence")
  void letterHoldsTheOriginal() {
    byte[] value = {(byte) 0xff, 0, 1};
    var record = new ConsumerRecord<>(prefix + "in.v1", 3, 42, "k".getBytes(UTF_8), value);
    record.headers().add("ce_id", "e-1".getBytes(UTF_8));
    record.headers().add("dlq-reason", "FORGED".getBytes(UTF_8));

    letters.send(record, "INVALID_JSON", "d".repeat(5000)).await().atMost(PATIENCE);
    ConsumerRecord<byte[], byte[]> letter = read(prefix + "in.v1.dlq");

    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
    assertThat(header(letter, "ce_id")).isEqualTo("e-1");
    assertThat(header(letter, "dlq-reason")).isEqualTo("INVALID_JSON");
    assertThat(letter.headers().headers("dlq-reason")).hasSize(1);
    assertThat(header(letter, "dlq-detail")).hasSize(1000);
    assertThat(header(letter, "dlq-topic")).isEqualTo(prefix + "in.v1");
    assertThat(header(letter, "dlq-partition")).isEqualTo("3");
    assertThat(header(letter, "dlq-offset")).isEqualTo("42");
    assertThat(header(letter, "dlq-service")).isEqualTo("demo-service");
    assertThat(counted("in.v1", "INVALID_JSON")).isEqualTo(1);
  }

  @Test
  @DisplayName("KF-07 what the broker will not take whole is recorded without its value")
  void tooLargeLetterIsRecordedWithoutItsValue() {
    var record = new ConsumerRecord<>(prefix + "big.v1", 0, 7, new byte[0], new byte[5_000_000]);

    letters.send(record, "TOO_LARGE", "too large").await().atMost(PATIENCE);
    ConsumerRecord<byte[], byte[]> letter = read(prefix + "big.v1.dlq");

    assertThat(letter.value()).isNull();
    assertThat(header(letter, "dlq-offset")).isEqualTo("7");
    assertThat(header(letter, "dlq-omitted")).isNotBlank();
  }

  private DeadLetters letters(String bootstrap) {
    return new DeadLetters(new Topics(Optional.of(prefix)), metrics, "demo-service", bootstrap);
  }

  private double counted(String topic, String reason) {
    return metrics
        .get("countersign.dead.letters")
        .tags("topic", topic, "reason", reason)
        .counter()
        .count();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private ConsumerRecord<byte[], byte[]> read(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker, "group.id", prefix, "auto.offset.reset", "earliest");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, bytes, new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          return record;
        }
      }
    }
    throw new AssertionError("Nothing on " + topic);
  }
}
