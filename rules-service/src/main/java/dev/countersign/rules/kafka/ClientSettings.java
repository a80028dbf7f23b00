package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.RulesServiceConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/** How the clients are set up. Addresses and security come from the application's configuration. */
@ApplicationScoped
class ClientSettings {

  private static final int SESSION_TIMEOUT_MILLIS = 10_000;
  private static final int POLL_INTERVAL_MILLIS = 60_000;
  private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int FETCH_BYTES = 8 * 1024 * 1024;
  private static final int LARGEST_RECORD_BYTES = 4 * 1024 * 1024;

  private static final String SHADOW = "-shadow";

  private final Map<String, Object> broker;
  private final RulesServiceConfig config;
  private final String group;
  private final String transactions;

  ClientSettings(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      RulesServiceConfig config,
      Topics topics) {
    this.broker = broker;
    this.config = config;
    this.group = topics.of("rules-service");
    // Two instances must never share it: each would shut the other out.
    this.transactions =
        group + "-" + config.instance().orElseGet(() -> UUID.randomUUID().toString());
  }

  /** Reads intake; its offsets move with the producer's transaction and with nothing else. */
  Map<String, Object> intake() {
    var settings = reader();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config
        .instance()
        .ifPresent(name -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.intake().batch());
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MILLIS / 5);
    return settings;
  }

  /** Reads evaluations for the shadows; a group of its own, so it never holds up the other one. */
  Map<String, Object> shadow() {
    var settings = intake();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group + SHADOW);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "rules-service" + SHADOW);
    return settings;
  }

  /** Writes divergences. */
  Map<String, Object> divergences() {
    var settings = answers();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions + SHADOW);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "rules-service" + SHADOW);
    return settings;
  }

  /** Reads whole topics from the beginning, as a member of no group. */
  Map<String, Object> reader() {
    var settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "rules-service");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return settings;
  }

  /** Writes answers. Waiting for a fuller batch costs nothing: the commit sends what is there. */
  Map<String, Object> answers() {
    var settings = new HashMap<>(broker);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "rules-service");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD_BYTES);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    return settings;
  }
}
