package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.LiveRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads partners and policies from the beginning of their compacted topics, says when it has seen
 * all that was there, and goes on reading. Every instance reads everything: it is in no group.
 */
@ApplicationScoped
class RulesLoader {

  private static final Logger LOG = Logger.getLogger(RulesLoader.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientSettings settings;
  private final RuleRecords records;
  private final LiveRules rules;
  private final List<String> topics;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("rules-loader").unstarted(this::run);

  RulesLoader(ClientSettings settings, RuleRecords records, LiveRules rules, Topics topics) {
    this.settings = settings;
    this.records = records;
    this.rules = rules;
    this.topics = List.of(topics.of(RuleRecords.PARTNERS), topics.of(RuleRecords.POLICIES));
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.countDown();
    thread.join(PATIENCE);
  }

  boolean isComplete() {
    return rules.isComplete();
  }

  boolean isAlive() {
    return stop.getCount() == 0 || thread.isAlive();
  }

  private void run() {
    while (!isStopping(Duration.ZERO)) {
      try (var consumer = open()) {
        follow(consumer);
      } catch (RuntimeException failure) {
        LOG.warnf("Reading the rules failed, and begins again: %s", failure.getMessage());
        isStopping(PAUSE);
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    var partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (!isStopping(Duration.ZERO)) {
      consumer.poll(WAIT).forEach(records::take);
      if (!ends.isEmpty() && hasReached(consumer, ends)) {
        LOG.infof("The rules are read. partitions=%d", partitions.size());
        rules.topicsAreRead();
        ends = Map.of();
      }
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    var partitions = new ArrayList<TopicPartition>();
    for (var topic : topics) {
      var infos = consumer.partitionsFor(topic);
      if (infos.isEmpty()) {
        throw new KafkaException("The topic " + topic + " does not exist yet.");
      }
      infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Consumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private boolean isStopping(Duration wait) {
    try {
      return stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
