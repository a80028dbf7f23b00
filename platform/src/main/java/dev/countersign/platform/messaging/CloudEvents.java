package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Incoming.Known;
import dev.countersign.platform.messaging.Incoming.Malformed;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 on Kafka: both content modes in, binary mode out. The parser is our own because
 * the framework's fails inside its source on bytes that are not JSON, where no dead letter can be
 * written (smallrye-reactive-messaging#2492). It never throws on what a record contains.
 */
public final class CloudEvents {

  static final String CONTENT_TYPE = "content-type";
  static final String TRACEPARENT = "traceparent";
  static final String PREFIX = "ce_";

  /** The longest record key that is accepted, in bytes. */
  static final int MAX_KEY = 1024;

  private static final String STRUCTURED = "application/cloudevents";
  private static final Pattern TRACE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private CloudEvents() {}

  /** Tells what a record is. The bytes of a binary record's data are the record's own. */
  public static Incoming parse(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new Known(read(record));
    } catch (NotAnEvent e) {
      return new Malformed(e.reason, e.detail);
    }
  }

  /** A binary-mode record; the topic is the broker's name, see {@link Topics#of}. */
  public static ProducerRecord<byte[], byte[]> record(
      String topic, @Nullable String key, CloudEvent event, @Nullable String traceparent) {
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    var record = new ProducerRecord<byte[], byte[]>(topic, keyBytes, event.data());
    Headers headers = record.headers();
    add(headers, PREFIX + "specversion", "1.0");
    add(headers, PREFIX + "id", event.id());
    add(headers, PREFIX + "source", event.source());
    add(headers, PREFIX + "type", event.type());
    add(headers, PREFIX + "subject", event.subject());
    add(headers, PREFIX + "time", event.time() == null ? null : event.time().toString());
    event.extensions().forEach((name, value) -> add(headers, PREFIX + name, value));
    add(headers, CONTENT_TYPE, "application/json");
    add(headers, TRACEPARENT, traceparent);
    return record;
  }

  /** The trace a record belongs to; a malformed one is as good as none. */
  public static Optional<String> traceparent(ConsumerRecord<?, ?> record) {
    Header header = record.headers().lastHeader(TRACEPARENT);
    return Optional.ofNullable(header)
        .map(Header::value)
        .filter(value -> value.length <= 64)
        .map(value -> new String(value, UTF_8))
        .filter(text -> TRACE.matcher(text).matches());
  }

  private static CloudEvent read(ConsumerRecord<byte[], byte[]> record) throws NotAnEvent {
    byte[] key = record.key();
    if (key != null && key.length > MAX_KEY) {
      throw new NotAnEvent("KEY_TOO_LARGE", "The record key is longer than " + MAX_KEY + " bytes.");
    }
    byte[] value = record.value();
    if (value != null && value.length > Json.MAX_BYTES) {
      throw new NotAnEvent("TOO_LARGE", "The value is longer than " + Json.MAX_BYTES + " bytes.");
    }
    EventHeaders headers = EventHeaders.of(record.headers());
    String contentType = headers.contentType().toLowerCase(Locale.ROOT);
    if (contentType.startsWith(STRUCTURED)) {
      return StructuredMode.read(contentType, body(value));
    }
    var attributes = new Attributes(headers.attributes());
    ContentTypes.requireJson(contentType);
    byte[] data = body(value);
    check(data);
    return attributes.toEvent(data);
  }

  private static byte[] body(byte @Nullable [] value) throws NotAnEvent {
    if (value == null) {
      throw new NotAnEvent("INVALID_JSON", "The record has no value (a tombstone).");
    }
    return value;
  }

  private static void check(byte[] data) throws NotAnEvent {
    try {
      Json.check(data);
    } catch (InvalidJson e) {
      throw new NotAnEvent("INVALID_JSON", e);
    }
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(UTF_8));
    }
  }
}
