package dev.countersign.request.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.request.app.Chain;
import dev.countersign.request.testing.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** V2 and V10: what stands in the database, and what consumers get of it. */
final class Messages {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String STORED =
      """
      select ce_id::text, encode(sha256(body), 'hex') from request.ledger
      union all select ce_id::text, encode(sha256(body), 'hex') from request.outcome
      union all select ce_id::text, encode(sha256(body), 'hex') from request.security_event
      """;
  private static final List<String> TOPICS =
      List.of("approvals.events.v1", "approvals.outcomes.v1", "approvals.alerts.v1");

  private final Stage stage;

  Messages(Stage stage) {
    this.stage = stage;
  }

  /** Waits until every row has been published, and answers how many records that took. */
  int awaitAll() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> missing(published()).isEmpty());
    return published().size();
  }

  /** The ids of rows that no record carries. */
  Set<String> missing() {
    return missing(published());
  }

  private Set<String> missing(List<ConsumerRecord<byte[], byte[]>> records) {
    var missing = new TreeSet<>(stored().keySet());
    records.forEach(record -> missing.remove(header(record, "ce_id")));
    return missing;
  }

  /** What must not be: another content, another partition, a later entry before an earlier one. */
  List<String> violations() {
    var stored = stored();
    var violations = new ArrayList<String>();
    var partitions = new HashMap<String, Integer>();
    var furthest = new TreeMap<String, Integer>();
    for (ConsumerRecord<byte[], byte[]> record : published()) {
      var id = header(record, "ce_id");
      var digest = HexFormat.of().formatHex(Chain.sha256(record.value()));
      if (!digest.equals(stored.get(id))) {
        violations.add("V2 " + id + " has another content");
      }
      var key = record.topic() + " " + new String(record.key(), UTF_8);
      if (!partitions.computeIfAbsent(key, _ -> record.partition()).equals(record.partition())) {
        violations.add("E17 " + key + " is in two partitions");
      }
      if (record.topic().endsWith("approvals.events.v1")) {
        var seq = Integer.parseInt(header(record, "ce_seq"));
        if (seq > furthest.getOrDefault(key, -1) + 1) {
          violations.add("V10 " + key + " skips to " + seq);
        }
        furthest.merge(key, seq, Math::max);
      }
    }
    return violations;
  }

  private Map<String, String> stored() {
    var stored = new HashMap<String, String>();
    stage.query(STORED).forEach(row -> stored.put(row.get(0), row.get(1)));
    return stored;
  }

  private List<ConsumerRecord<byte[], byte[]>> published() {
    return TOPICS.stream().flatMap(topic -> stage.read(topic).stream()).toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  /** Some rows to publish, in the transaction of the connection. */
  static void say(Connection connection, String topic, int rows) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into request.security_event (partner_id, id, at, actor, code, target_hash, body,
              topic, agg_key, ce_id, ce_type, ce_time, ce_partnerid)
            select 'publication', id, now(), 'tests', 'said', sha256('x'),
              convert_to('{"a":null,"b":[],"n":1.10,"id":"' || id || '"}', 'UTF8'), ?, 'publication',
              id, 'security.attempt_refused', now(), 'publication'
            from (select gen_random_uuid() as id from generate_series(1, ?)) x
            """)) {
      insert.setString(1, topic);
      insert.setInt(2, rows);
      insert.executeUpdate();
    }
  }
}
