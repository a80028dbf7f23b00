package dev.countersign.rules.kafka;

import static dev.countersign.rules.core.RulesFixtures.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.testing.EmbeddedResource;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.policy.StrictDefaults;
import dev.countersign.rules.json.PolicyJson;
import dev.countersign.rules.json.PolicyWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the live rules when a record of their topics is gone or spoilt. */
@QuarkusTest
@WithTestResource(EmbeddedResource.class)
class RuleRecordsTest {

  private static final OperationCode REFUND = new OperationCode("refund");

  @Inject Topics topics;

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "{}",
        "not json",
        "[]",
        "{\"partnerId\":\"acme\",\"operation\":\"refund\",\"version\":2,\"live\":[]}",
        "{\"partnerId\":\"acme\",\"operation\":\"refund\",\"version\":2,\"live\":[{\"policyId\":"
            + "\"00000000-0000-0000-0000-000000000001\",\"version\":2,\"from\":\"2026-01-01T00:00:00Z\",\"terms\":"
            + "{\"bands\":[{\"currency\":\"XXX\",\"from\":\"1.5\",\"steps\":[]}],\"ttl\":\"P7D\","
            + "\"reasons\":{\"maker\":true,\"approve\":true,\"reject\":true}}}]}"
      })
  @DisplayName(
      "A tombstone, or a record that cannot be read, leaves no policy rather than an old one")
  void unreadablePolicyIsNone(@Nullable String spoilt) {
    var rules = new LiveRules();
    var records = new RuleRecords(rules, topics);
    records.take(record("acme|refund", Json.bytes(active())));
    assertThat(rules.policy("acme", REFUND, NOW)).isPresent();

    records.take(record("acme|refund", spoilt == null ? null : spoilt.getBytes(UTF_8)));

    assertThat(rules.policy("acme", REFUND, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "|", "no separator", "nobody|refund"})
  void strangeKeysStopNobody(String key) {
    var rules = new LiveRules();
    var records = new RuleRecords(rules, topics);

    records.take(record(key, null));
    records.take(record(key, new byte[] {1}));
    records.take(record("acme|refund", Json.bytes(active())));

    assertThat(rules.policy("acme", REFUND, NOW)).isPresent();
  }

  @Test
  @DisplayName("N-02: a shadow that cannot be read is none, and what is in force stays in force")
  void unreadableShadowHurtsNobody() {
    var rules = new LiveRules();
    var records = new RuleRecords(rules, topics);
    var active = active();
    var spoilt =
        new PolicyJson.Live(
            new UUID(0, 1),
            2,
            NOW.atOffset(ZoneOffset.UTC),
            null,
            JsonNodeFactory.instance.objectNode().put("nonsense", 1));
    var record = new PolicyJson("acme", "refund", 1, active.live(), List.of(spoilt));

    records.take(record("acme|refund", Json.bytes(record)));

    assertThat(rules.policy("acme", REFUND, NOW)).isPresent();
    assertThat(rules.shadow("acme", REFUND)).isEmpty();
  }

  private static PolicyJson active() {
    var terms = PolicyWriter.write(StrictDefaults.of("BDT").firstEntry().getValue());
    var from = NOW.atOffset(ZoneOffset.UTC);
    var live = new PolicyJson.Live(new UUID(0, 1), 1, from, null, terms);
    return new PolicyJson("acme", "refund", 1, List.of(live), List.of());
  }

  @SuppressWarnings("NullAway") // A record's value is null in a tombstone; the client has no mark.
  private ConsumerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topics.of(RuleRecords.POLICIES), 0, 0, key.getBytes(UTF_8), value);
  }
}
