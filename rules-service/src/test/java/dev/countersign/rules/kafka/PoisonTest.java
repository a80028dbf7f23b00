package dev.countersign.rules.kafka;

import static dev.countersign.rules.testing.Topic.header;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.testing.Acme;
import dev.countersign.rules.testing.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bytes nobody should send, between events that must not suffer from it. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class PoisonTest {

  private static final int FILLER = 170_000;

  @Inject LiveRules rules;

  private final Topic intake = Topic.of("approvals.intake.v1");

  /** One poisonous record and the reason it is refused for. */
  @SuppressWarnings("ArrayRecordComponent") // Held for a moment, compared by content below.
  private record Poison(
      String reason, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {}

  @Test
  @DisplayName("A6 B5 B12: each poison is a dead letter with its bytes, and stops nobody")
  void poisonStopsNobody() {
    Acme.setUp(rules);
    var corpus = corpus();
    var good = new ArrayList<String>();
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var poison : corpus) {
      records.add(intake.record(poison.key(), poison.value(), marked(poison, good.size())));
      var id = UUID.randomUUID().toString();
      good.add(id);
      records.add(
          intake.record(null, Acme.data("350000"), Acme.headers(id, "invoice.created", "I-" + id)));
    }

    intake.send(records);

    var answered = new HashSet<String>();
    Topic.of("approvals.evaluations.v1")
        .await(
            good.size(),
            it -> {
              var id = Json.read(it.value()).at("/event/id").asText();
              return good.contains(id) && answered.add(id);
            });
    var letters =
        Topic.of("approvals.intake.v1.dlq")
            .await(corpus.size(), it -> header(it, "poison") != null);
    for (var letter : letters) {
      var poison = corpus.get(Integer.parseInt(String.valueOf(header(letter, "poison"))));
      assertThat(header(letter, "dlq-reason"))
          .describedAs("poison %s", header(letter, "poison"))
          .isEqualTo(poison.reason());
      assertThat(letter.value()).isEqualTo(poison.value());
      assertThat(letter.key()).isEqualTo(poison.key());
      assertThat(header(letter, "dlq-offset")).isNotNull();
    }
    assertThat(letters).hasSize(corpus.size());
  }

  private static List<Poison> corpus() {
    var corpus = new ArrayList<Poison>();
    corpus.add(bad("INVALID_JSON", null));
    for (var text :
        List.of(
            "",
            " ",
            "{",
            "not json",
            "{\"a\":1}{",
            "{\"a\":1,\"a\":2}",
            "\uFEFF{}",
            "{'a':1}",
            "{\"a\":NaN}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\u0000\"}",
            "[".repeat(100_000))) {
      corpus.add(bad("INVALID_JSON", text.getBytes(UTF_8)));
    }
    corpus.add(bad("INVALID_JSON", new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}));
    corpus.add(bad("INVALID_JSON", "{}".getBytes(UTF_16)));
    corpus.add(
        bad("TOO_LARGE", ("{\"a\":[\"" + "x\",\"".repeat(FILLER / 4) + "\"]}").getBytes(UTF_8)));
    corpus.add(with("NOT_A_CLOUDEVENT", "ce_specversion", "0.3"));
    corpus.add(with("MISSING_ATTRIBUTE", "ce_id", null));
    corpus.add(with("MISSING_ATTRIBUTE", "ce_type", null));
    corpus.add(with("MISSING_ATTRIBUTE", "ce_source", null));
    corpus.add(with("MISSING_PARTNER", "ce_partnerid", null));
    corpus.add(with("PARTNER_INVALID", "ce_partnerid", "ACME; drop"));
    corpus.add(with("NOT_A_CLOUDEVENT", "ce_time", "yesterday"));
    corpus.add(new Poison("NOT_A_CLOUDEVENT", null, "{}".getBytes(UTF_8), Map.of()));
    corpus.add(new Poison("KEY_TOO_LARGE", new byte[2000], Acme.data("1"), headers()));
    return corpus;
  }

  private static Poison bad(String reason, byte @Nullable [] value) {
    return new Poison(reason, null, value, headers());
  }

  private static Poison with(String reason, String header, @Nullable String value) {
    var headers = headers();
    headers.remove(header);
    if (value != null) {
      headers.put(header, value.getBytes(UTF_8));
    }
    return new Poison(reason, null, Acme.data("1"), headers);
  }

  private static Map<String, byte[]> headers() {
    return Acme.headers(UUID.randomUUID().toString(), "invoice.created", "I");
  }

  private static Map<String, byte[]> marked(Poison poison, int number) {
    var headers = new HashMap<>(poison.headers());
    headers.put("poison", Integer.toString(number).getBytes(UTF_8));
    return headers;
  }
}
