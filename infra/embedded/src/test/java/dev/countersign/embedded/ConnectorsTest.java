package dev.countersign.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The product's connectors on real servers: what is committed is what consumers get. */
class ConnectorsTest {

  private static final EmbeddedInfrastructure SERVERS = EmbeddedInfrastructure.shared();
  private static final String REQUEST = "0190a5de-0000-7000-8000-000000000001";
  private static final String BODY =
      "{\"a\":null,\"b\":[],\"n\":1.10,\"t\":\"\u09b9\u09cd\u09af\u09be\u0981\"}";

  private final Database database = SERVERS.createDatabase("request");
  private final String topic = database.name() + ".approvals.events.v1";

  @BeforeEach
  void migrate() throws Exception {
    try (InputStream script = ConnectorsTest.class.getResourceAsStream("/ledger-tables.sql");
        Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(script.readAllBytes(), UTF_8));
    }
  }

  @Test
  @DisplayName("E9 ledger rows arrive byte for byte, with their headers")
  void ledgerRowsArriveByteForByteWithTheirHeaders() throws Exception {
    try (RunningConnector connector = SERVERS.startConnector("request-ledger", database);
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      insertLedgerRow(0);
      insertLedgerRow(1);

      List<ConsumerRecord<byte[], byte[]>> records = poll(consumer, 2);

      assertThat(connector.name()).endsWith(database.name());
      assertThat(records)
          .allSatisfy(row -> assertThat(new String(row.value(), UTF_8)).isEqualTo(BODY))
          .allSatisfy(row -> assertThat(new String(row.key(), UTF_8)).isEqualTo(REQUEST));
      Map<String, String> headers = headersOf(records.getLast());
      assertThat(headers)
          .containsEntry("ce_id", "id-1")
          .containsEntry("ce_type", "approval.request_created")
          .containsEntry("ce_source", "/countersign/request-service")
          .containsEntry("ce_time", "2026-01-02T03:04:05.678901Z")
          .containsEntry("ce_specversion", "1.0")
          .containsEntry("ce_partnerid", "acme")
          .containsEntry("ce_requestid", REQUEST)
          .containsEntry("ce_iteration", "1")
          .containsEntry("ce_policyversion", "3")
          .containsEntry("ce_seq", "1")
          .containsEntry("content-type", "application/json");
    }
  }

  @Test
  void rowsWrittenBeforeTheConnectorStartsAreNotLost() throws Exception {
    String slot = ("request-ledger-" + database.name()).replace('-', '_');
    SERVERS.databases().createSlot(database, slot);
    insertLedgerRow(0);

    try (RunningConnector connector = SERVERS.startConnector("request-ledger", database);
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      assertThat(connector.slot()).isEqualTo(slot);
      assertThat(headersOf(poll(consumer, 1).getFirst())).containsEntry("ce_id", "id-0");
    }
  }

  @Test
  void rowWithoutOptionalColumnsIsPublishedToo() throws Exception {
    try (RunningConnector connector = SERVERS.startConnector("request-ledger", database);
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      insertPlainRow("security_event", "s-1", BODY);

      Map<String, String> headers = headersOf(poll(consumer, 1).getFirst());

      assertThat(connector.name()).isNotEmpty();
      assertThat(headers).containsEntry("ce_id", "s-1").doesNotContainKey("ce_seq");
    }
  }

  @Test
  void directoryIsPublishedFromItsBeginningAndEmptyBodiesAreTombstones() throws Exception {
    insertPlainRow("directory_outbox", "d-1", BODY);

    try (RunningConnector connector = SERVERS.startConnector("request-directory", database);
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      insertPlainRow("directory_outbox", "d-2", null);

      List<ConsumerRecord<byte[], byte[]>> records = poll(consumer, 2);

      assertThat(connector.name()).isNotEmpty();
      assertThat(new String(records.getFirst().value(), UTF_8)).isEqualTo(BODY);
      assertThat(records.getLast().value()).isNull();
      assertThat(new String(records.getLast().key(), UTF_8)).isEqualTo("acme|maker@acme");
    }
  }

  @Test
  void closedConnectorLeavesNoSlotBehind() throws Exception {
    SERVERS.startConnector("request-ledger", database).close();

    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      var rows =
          statement.executeQuery(
              "select count(*) from pg_replication_slots where database = '"
                  + database.name()
                  + "'");
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private void insertLedgerRow(int seq) throws SQLException {
    String sql =
        """
        insert into request.ledger values (?::uuid, ?, ?, ?, ?, 'application/json', null,
          'id-' || ?, 'approval.request_created', '/countersign/request-service',
          '2026-01-02T03:04:05.678901Z', 'INV-7', '1.0', 'acme', ?::uuid, 1, 3, null, ?)\
        """;
    try (Connection connection = open();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, REQUEST);
      insert.setInt(2, seq);
      insert.setString(3, topic);
      insert.setString(4, REQUEST);
      insert.setBytes(5, BODY.getBytes(UTF_8));
      insert.setInt(6, seq);
      insert.setString(7, REQUEST);
      insert.setInt(8, seq);
      insert.executeUpdate();
    }
  }

  private void insertPlainRow(String table, String id, @Nullable String body) throws SQLException {
    String sql =
        "insert into request."
            + table
            + " values (?, 'acme|maker@acme', ?, 'application/json', null, ?, 'directory.person',"
            + " '/countersign/request-service', '2026-01-02T03:04:05Z', null, '1.0', 'acme')";
    try (Connection connection = open();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, topic);
      insert.setBytes(2, body == null ? null : body.getBytes(UTF_8));
      insert.setString(3, id);
      insert.executeUpdate();
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.migrationRole(), database.migrationRole());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", SERVERS.kafka());
    properties.put("group.id", topic);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("metadata.max.age.ms", "500");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  private static List<ConsumerRecord<byte[], byte[]>> poll(
      KafkaConsumer<byte[], byte[]> consumer, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
          return records.size() >= count;
        });
    return records;
  }

  private static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> row) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : row.headers()) {
      headers.put(
          header.key(), header.value() == null ? "<null>" : new String(header.value(), UTF_8));
    }
    return headers;
  }
}
