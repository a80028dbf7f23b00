package dev.countersign.rules.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Carries outbox rows to their topics as the change data capture role sees them: adapter tests need
 * the records, not Connect. The system tests use the real connector.
 */
public final class OutboxRelay {

  private static final String ROWS =
      """
      select id, topic, agg_key, body from rules.partner_outbox
      union all select id + 1000000, topic, agg_key, body from rules.policy_outbox order by 1
      """;

  private OutboxRelay() {}

  /** Sends every row there is. A record that is there twice is a late echo to its readers. */
  public static void run() {
    try (var database = DriverManager.getConnection(url(), "cdc", "cdc");
        var producer = producer()) {
      send(database, producer);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the outboxes", e);
    }
  }

  private static void send(Connection database, KafkaProducer<byte[], byte[]> producer)
      throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(ROWS)) {
      while (rows.next()) {
        var key = rows.getString("agg_key").getBytes(UTF_8);
        var _ =
            producer.send(
                new ProducerRecord<>(rows.getString("topic"), key, rows.getBytes("body")));
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, setting("kafka.bootstrap.servers")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static String url() {
    return "jdbc:postgresql://"
        + setting("countersign.database.address")
        + "/"
        + setting("countersign.database.name");
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
