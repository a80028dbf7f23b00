package dev.countersign.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.platform.messaging.Incoming.Known;
import dev.countersign.platform.messaging.Incoming.Malformed;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {

  private static final byte[] BODY =
      "{ \"amount\": 1.10, \"big\": 9007199254740993 }".getBytes(UTF_8);

  @Test
  void binaryRecordKeepsItsBytesAndAttributes() {
    var record = binary(BODY);
    add(record, "ce_subject", "S-1");
    add(record, "ce_time", "2026-01-02T03:04:05.123456+06:00");
    add(record, "ce_partnerid", "acme");
    add(record, "__debezium.newkey", "x");

    CloudEvent event = known(record);

    assertThat(event.data()).isSameAs(BODY);
    assertThat(event)
        .isEqualTo(
            new CloudEvent(
                "e-1",
                "/demo",
                "thing.done",
                "S-1",
                OffsetDateTime.parse("2026-01-02T03:04:05.123456+06:00"),
                Map.of("partnerid", "acme"),
                BODY));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var event =
        new CloudEvent(
            "e-1",
            "/demo",
            "thing.done",
            "ইনভয়েস-৭",
            OffsetDateTime.parse("2026-01-02T03:04:05.000001Z"),
            Map.of("partnerid", "acme", "seq", "0"),
            BODY);
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    var sent = CloudEvents.record("t", "acme|1", event, trace);
    var received = new ConsumerRecord<>("t", 0, 0, sent.key(), sent.value());
    sent.headers().forEach(received.headers()::add);

    assertThat(known(received)).isEqualTo(event);
    assertThat(CloudEvents.traceparent(received)).contains(trace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"amount\": 1.10, \"big\": 9007199254740993 }",
        "\"text\"",
        "1.10",
        "12",
        "true",
        "[ 1 , 2 ]",
        "null"
      })
  void structuredDataKeepsItsBytes(String data) {
    String event =
        """
        {"specversion":"1.0","id":"e-1","source":"/demo","type":"thing.done","seq":7,"flag":true,
         "nothing":null,"data": %s ,"subject":"S-1"}\
        """
            .formatted(data);

    CloudEvent read = known(structured(event.getBytes(UTF_8)));

    assertThat(new String(read.data(), UTF_8)).isEqualTo(data);
    assertThat(read.subject()).isEqualTo("S-1");
    assertThat(read.extensions()).isEqualTo(Map.of("seq", "7", "flag", "true"));
  }

  @Test
  void structuredDataMayBeBase64() {
    String event =
        """
        {"specversion":"1.0","id":"e","source":"/d","type":"t","data_base64":"eyJhIjoxfQ=="}\
        """;

    assertThat(known(structured(event.getBytes(UTF_8))).data())
        .asString(UTF_8)
        .isEqualTo("{\"a\":1}");
  }

  @Test
  @DisplayName("a null header, as Connect writes for a null column, is no attribute")
  void nullExtensionIsAbsent() {
    var record = binary(BODY);
    record.headers().add("ce_policyversion", null);

    assertThat(known(record).extensions()).isEmpty();
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        argumentSet("tombstone", (Object) null),
        argumentSet("empty", new byte[0]),
        argumentSet("blank", " \n".getBytes(UTF_8)),
        argumentSet("not JSON", "hello".getBytes(UTF_8)),
        argumentSet("truncated", "{\"a\":{\"b\":1".getBytes(UTF_8)),
        argumentSet("two documents", "{} {}".getBytes(UTF_8)),
        argumentSet("invalid UTF-8", new byte[] {'"', (byte) 0xc3, '"'}),
        argumentSet("overlong UTF-8", new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}),
        argumentSet(
            "CESU-8 surrogate", new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}),
        argumentSet("byte order mark", "\uFEFF{}".getBytes(UTF_8)),
        argumentSet("UTF-16", "{}".getBytes(UTF_16)),
        argumentSet("duplicate key", "{\"a\":1,\"a\":2}".getBytes(UTF_8)),
        argumentSet("deep duplicate key", "[{\"x\":{\"a\":1,\"\\u0061\":2}}]".getBytes(UTF_8)),
        argumentSet("too deep", ("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8)),
        argumentSet("long number", "1".repeat(101).getBytes(UTF_8)),
        argumentSet("long text", ("\"" + "x".repeat(65_537) + "\"").getBytes(UTF_8)),
        argumentSet("NaN", "{\"a\":NaN}".getBytes(UTF_8)),
        argumentSet("comment", "{/* */}".getBytes(UTF_8)),
        argumentSet("trailing comma", "[1,]".getBytes(UTF_8)),
        argumentSet("U+0000", "{\"a\":\"\\u0000\"}".getBytes(UTF_8)),
        argumentSet("U+0000 in a name", "{\"\\u0000\":1}".getBytes(UTF_8)),
        argumentSet("half surrogate", "{\"a\":\"\\ud800x\"}".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  @DisplayName("A6, IN-03 a body that is not JSON is malformed in both modes")
  void badBodyIsMalformed(byte @Nullable [] body) {
    assertMalformed(binary(body), "INVALID_JSON");
    var structured = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, body);
    add(structured, "content-type", "application/cloudevents+json; charset=UTF-8");
    assertThat(CloudEvents.parse(structured)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type"})
  @DisplayName("A6 every mandatory attribute is required")
  void mandatoryAttributeIsRequired(String name) {
    var missing = binary(BODY);
    missing.headers().remove("ce_" + name);
    var empty = binary(BODY);
    empty.headers().remove("ce_" + name).add("ce_" + name, new byte[0]);
    var none = binary(BODY);
    none.headers().remove("ce_" + name).add("ce_" + name, null);

    List.of(missing, empty, none).forEach(record -> assertMalformed(record, "MISSING_ATTRIBUTE"));
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        argumentSet("KF-04 second id", "ce_id", "e-2", "NOT_A_CLOUDEVENT"),
        argumentSet("KF-04 second equal id", "ce_id", "e-1", "NOT_A_CLOUDEVENT"),
        argumentSet("KF-04 second type", "content-type", "text/plain", "NOT_A_CLOUDEVENT"),
        argumentSet("upper-case name", "ce_PartnerId", "acme", "NOT_A_CLOUDEVENT"),
        argumentSet("empty name", "ce_", "acme", "NOT_A_CLOUDEVENT"),
        argumentSet("reserved name", "ce_data", "{}", "NOT_A_CLOUDEVENT"),
        argumentSet("control character", "ce_subject", "a\r\nb", "NOT_A_CLOUDEVENT"),
        argumentSet("U+0000", "ce_partnerid", "a\u0000", "NOT_A_CLOUDEVENT"),
        argumentSet("IN-09 no offset", "ce_time", "2026-01-01T00:00:00", "NOT_A_CLOUDEVENT"),
        argumentSet("IN-09 24:00", "ce_time", "2026-01-01T24:00:00Z", "NOT_A_CLOUDEVENT"),
        argumentSet("IN-09 far year", "ce_time", "+999999-01-01T00:00:00Z", "NOT_A_CLOUDEVENT"),
        argumentSet("IN-09 year 0", "ce_time", "0000-01-01T00:00:00Z", "NOT_A_CLOUDEVENT"),
        argumentSet("IN-09 offset", "ce_time", "2026-01-01T00:00:00+99:99", "NOT_A_CLOUDEVENT"),
        argumentSet("long subject", "ce_subject", "x".repeat(257), "TOO_LARGE"),
        argumentSet("long extension", "ce_foo", "x".repeat(1025), "TOO_LARGE"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  @DisplayName("A6, KF-04 an envelope with a bad header is malformed")
  void badHeaderIsMalformed(String name, String value, String reason) {
    var record = binary(BODY);
    add(record, name, value);
    assertMalformed(record, reason);
  }

  @Test
  @DisplayName("A6, KF-04, KF-05 what is no event, or too large, is malformed")
  void noEventIsMalformed() {
    assertMalformed(new ConsumerRecord<>("t", 0, 0, null, BODY), "NOT_A_CLOUDEVENT");
    assertMalformed(with("ce_specversion", "0.3"), "NOT_A_CLOUDEVENT");
    assertMalformed(with("content-type", "text/plain"), "INVALID_JSON");
    assertMalformed(with("content-type", "application/json; charset=latin1"), "INVALID_JSON");
    assertMalformed(with("content-type", "application/cloudevents+avro"), "NOT_A_CLOUDEVENT");
    assertMalformed(with("content-type", "application/cloudevents-batch+json"), "NOT_A_CLOUDEVENT");
    assertMalformed(binary(new byte[Json.MAX_BYTES + 1]), "TOO_LARGE");
    var manyHeaders = binary(BODY);
    for (int i = 0; i < 10_000; i++) {
      add(manyHeaders, "x" + i, "y");
    }
    assertMalformed(manyHeaders, "TOO_LARGE");
    var longKey = new ConsumerRecord<>("t", 0, 0, new byte[1025], BODY);
    assertMalformed(longKey, "KEY_TOO_LARGE");
    var notText = binary(BODY);
    notText.headers().add("ce_partnerid", new byte[] {(byte) 0xff});
    assertMalformed(notText, "NOT_A_CLOUDEVENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/d\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":{},\"source\":\"/d\",\"type\":\"t\",\"data\":1}",
        "{\"specversion\":\"1.0\",\"id\":1.5,\"source\":\"/d\",\"type\":\"t\",\"data\":1}",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/d\",\"type\":\"t\",\"data\":1,\"data\":2}",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/d\",\"type\":\"t\",\"data\":1,"
            + "\"data_base64\":\"MQ==\"}",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/d\",\"type\":\"t\",\"data_base64\":\"?\"}",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/d\",\"type\":\"t\",\"data\":\"<a/>\","
            + "\"datacontenttype\":\"text/xml\"}",
        "{\"specversion\":\"1.0\",\"id\":\"e\\u0000\",\"source\":\"/d\",\"type\":\"t\",\"data\":1}",
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/d\",\"type\":\"t\",\"data\":1} x"
      })
  @DisplayName("A6 a broken structured event is malformed")
  void brokenStructuredEventIsMalformed(String event) {
    assertThat(CloudEvents.parse(structured(event.getBytes(UTF_8)))).isInstanceOf(Malformed.class);
  }

  @Test
  void foreignTraceIsDropped() {
    var record = binary(BODY);
    add(record, "traceparent", "x".repeat(1_000_000));

    assertThat(known(record).id()).isEqualTo("e-1");
    assertThat(CloudEvents.traceparent(record)).isEmpty();
  }

  @Test
  @DisplayName("KF-07 no bytes make the parser throw")
  void noBytesMakeTheParserThrow() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    byte[] good = BODY.clone();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = random.nextInt(4) == 0 ? new byte[random.nextInt(40)] : good.clone();
      for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(
              () -> {
                CloudEvents.parse(binary(bytes));
                CloudEvents.parse(structured(bytes));
              })
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  private static CloudEvent known(ConsumerRecord<byte[], byte[]> record) {
    Incoming incoming = CloudEvents.parse(record);
    assertThat(incoming).isInstanceOf(Known.class);
    return ((Known) incoming).event();
  }

  private static void assertMalformed(ConsumerRecord<byte[], byte[]> record, String reason) {
    Incoming incoming = CloudEvents.parse(record);
    assertThat(incoming).isInstanceOf(Malformed.class);
    assertThat(((Malformed) incoming).reason()).isEqualTo(reason);
    assertThat(((Malformed) incoming).detail()).isNotBlank();
  }

  private static ConsumerRecord<byte[], byte[]> with(String header, String value) {
    var record = binary(BODY);
    record.headers().remove(header);
    add(record, header, value);
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> binary(byte @Nullable [] body) {
    var record = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, body);
    add(record, "ce_specversion", "1.0");
    add(record, "ce_id", "e-1");
    add(record, "ce_source", "/demo");
    add(record, "ce_type", "thing.done");
    add(record, "content-type", "application/json; charset=utf-8");
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> structured(byte[] body) {
    var record = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, body);
    add(record, "content-type", "application/cloudevents+json");
    return record;
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(new RecordHeader(name, value.getBytes(UTF_8)));
  }
}
