package dev.countersign.request.testing;

import dev.countersign.platform.messaging.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The world around the service: topics to write and read, and the database as its owner sees it.
 */
@ApplicationScoped
public class Stage {
  private final Topics topics;
  private final String address;
  private final String database;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Object> kafka = new HashMap<>();

  Stage(
      Topics topics,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
      @ConfigProperty(name = "countersign.database.address") String address,
      @ConfigProperty(name = "countersign.database.name") String database) {
    this.topics = topics;
    this.address = address;
    this.database = database;
    kafka.put("bootstrap.servers", bootstrap);
    producer =
        new KafkaProducer<>(
            new HashMap<>(kafka), new ByteArraySerializer(), new ByteArraySerializer());
  }

  public void evaluate(EvaluationDraft... drafts) {
    for (EvaluationDraft draft : drafts) {
      send(draft.toRecord(topics.of("approvals.evaluations.v1")));
    }
  }

  public void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public String topic(String name) {
    return topics.of(name);
  }

  /** Everything on a topic at this moment. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var settings = new HashMap<>(kafka);
    settings.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topics.of(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var end = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(it -> consumer.position(it) < end.getOrDefault(it, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** A person of the directory with roles. */
  public void person(String partner, String id, String... roles) {
    run(
        "insert into request.person (partner_id, id, name) values (?, ?, ?) on conflict do nothing",
        partner,
        id,
        id);
    for (String role : roles) {
      run(
          "insert into request.person_role values (?, ?, ?) on conflict do nothing",
          partner,
          id,
          role);
    }
  }

  public void run(String sql, @Nullable Object... values) {
    try (var connection = connect("postgres", "postgres");
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** All rows of a query, each as a list of texts. */
  public List<List<@Nullable String>> query(String sql, @Nullable Object... values) {
    try (var connection = connect("postgres", "postgres");
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      var rows = new ArrayList<List<@Nullable String>>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var row = new ArrayList<@Nullable String>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public @Nullable String value(String sql, @Nullable Object... values) {
    var rows = query(sql, values);
    return rows.isEmpty() ? null : rows.getFirst().getFirst();
  }

  /** Waits until a query gives a value. */
  public String await(String sql, @Nullable Object... values) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> value(sql, values), value -> value != null);
  }

  public Connection connect(String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection("jdbc:postgresql://" + address + "/" + database, properties);
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
