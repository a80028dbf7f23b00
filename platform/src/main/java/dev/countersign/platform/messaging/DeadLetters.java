package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes what cannot be handled to a dead-letter topic, bytes untouched, and tells when the broker
 * has it: only then may the offset move. A letter that fails keeps the consumer where it is.
 */
@ApplicationScoped
public class DeadLetters {

  /** The header that holds the stable code of why a record is a dead letter. */
  public static final String REASON = "dlq-reason";

  private static final String OURS = "dlq-";
  private static final int MAX_DETAIL = 1000;

  private final Topics topics;
  private final MeterRegistry metrics;
  private final String service;
  private final RecordSender sender;

  DeadLetters(
      Topics topics,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.name", defaultValue = "unnamed") String service,
      @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "localhost:9092")
          String bootstrap) {
    this.topics = topics;
    this.metrics = metrics;
    this.service = service;
    this.sender =
        new RecordSender(
            bootstrap,
            service + "-dead-letters",
            Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * Json.MAX_BYTES));
  }

  /** Sends a record to the dead letters of its own topic. */
  public Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    return send(record(record.topic() + Topics.DEAD_LETTERS, record, reason, detail, service));
  }

  /** Sends a letter made by {@link #record}; completes when every replica has it. */
  public Uni<Void> send(ProducerRecord<byte[], byte[]> letter) {
    return sender
        .send(letter)
        .onFailure(RecordTooLargeException.class)
        .recoverWithUni(() -> sender.send(withoutValue(letter)))
        .invoke(() -> count(letter));
  }

  /** Counts a letter that somebody else sent, inside a Kafka transaction of theirs. */
  public void count(ProducerRecord<byte[], byte[]> letter) {
    Header reason = letter.headers().lastHeader(REASON);
    String topic = topics.nameOf(letter.topic());
    int end = topic.endsWith(Topics.DEAD_LETTERS) ? Topics.DEAD_LETTERS.length() : 0;
    String code = reason == null ? "UNKNOWN" : new String(reason.value(), UTF_8);
    metrics
        .counter(
            "countersign.dead.letters",
            "topic",
            topic.substring(0, topic.length() - end),
            "reason",
            code)
        .increment();
  }

  /** The letter for a record: its key, value and headers as they were, and ours beside them. */
  public static ProducerRecord<byte[], byte[]> record(
      String topic,
      ConsumerRecord<byte[], byte[]> record,
      String reason,
      String detail,
      String service) {
    var letter = new ProducerRecord<>(topic, record.key(), record.value());
    Headers headers = letter.headers();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(OURS)) {
        headers.add(header);
      }
    }
    add(headers, REASON, reason);
    add(headers, "dlq-detail", detail.substring(0, Math.min(MAX_DETAIL, detail.length())));
    add(headers, "dlq-topic", record.topic());
    add(headers, "dlq-partition", Integer.toString(record.partition()));
    add(headers, "dlq-offset", Long.toString(record.offset()));
    add(headers, "dlq-timestamp", Long.toString(record.timestamp()));
    add(headers, "dlq-service", service);
    return letter;
  }

  /** What the broker will not take whole is still recorded: where it was, and why it failed. */
  private static ProducerRecord<byte[], byte[]> withoutValue(
      ProducerRecord<byte[], byte[]> letter) {
    var small = new ProducerRecord<byte[], byte[]>(letter.topic(), null, null);
    for (Header header : letter.headers()) {
      if (header.key().startsWith(OURS)) {
        small.headers().add(header);
      }
    }
    add(small.headers(), "dlq-omitted", "key, value and headers: too large for this topic");
    return small;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }

  @PreDestroy
  void close() {
    sender.close();
  }
}
