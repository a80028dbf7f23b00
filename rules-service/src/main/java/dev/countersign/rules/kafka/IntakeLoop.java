package dev.countersign.rules.kafka;

import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.kafka.IntakeSession.Position;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Runs one intake session after another for as long as the service lives. It begins when the rules
 * are complete, never before (B7), and after a failure it begins anew from what is committed.
 */
@ApplicationScoped
class IntakeLoop {

  private static final Logger LOG = Logger.getLogger(IntakeLoop.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BREATH = Duration.ofMillis(20);
  private static final int FEW = 100;

  private final RulesServiceConfig.Intake config;
  private final ClientSettings settings;
  private final IntakeTopics topics;
  private final IntakeAnswers answers;
  private final RulesLoader loader;
  private final Set<Position> oversized = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("intake").unstarted(this::run);
  private volatile long lastSign = System.nanoTime();

  IntakeLoop(
      RulesServiceConfig config,
      ClientSettings settings,
      IntakeTopics topics,
      IntakeAnswers answers,
      RulesLoader loader) {
    this.config = config.intake();
    this.settings = settings;
    this.topics = topics;
    this.answers = answers;
    this.loader = loader;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.countDown();
    // The loop looks at the latch after each round; a round in flight is finished and committed.
    thread.join(PATIENCE);
  }

  /** Whether the loop still turns, be it that it only finds the broker gone. */
  boolean isAlive() {
    var silence = Duration.ofNanos(System.nanoTime() - lastSign);
    return stop.getCount() == 0 || (thread.isAlive() && silence.compareTo(config.deadline()) < 0);
  }

  private void run() {
    var pause = config.firstPause();
    while (!isStopping(Duration.ZERO)) {
      signOfLife();
      if (!loader.isComplete()) {
        isStopping(Duration.ofMillis(20));
        continue;
      }
      var began = System.nanoTime();
      try (var session = open()) {
        session.start(topics.judged());
        LOG.infof("Reading events. topics=%s", topics.judged());
        turn(session);
      } catch (RuntimeException failure) {
        LOG.warnf(failure, "Reading events failed, and begins again. pause=%s", pause);
        var wasStable = System.nanoTime() - began > config.longestPause().toNanos();
        isStopping(pause);
        pause = wasStable ? config.firstPause() : longer(pause);
      }
    }
  }

  /**
   * A transaction costs far more than an answer in it, so after a small round what comes next
   * gathers for a moment. What comes alone finds the loop waiting and is answered at once.
   */
  private void turn(IntakeSession session) {
    var breath = Duration.ZERO;
    while (!isStopping(breath)) {
      int answered = session.round();
      breath = answered > 0 && answered < FEW ? BREATH : Duration.ZERO;
      signOfLife();
    }
  }

  private IntakeSession open() {
    var producer =
        new KafkaProducer<>(
            settings.answers(), new ByteArraySerializer(), new ByteArraySerializer());
    try {
      var consumer =
          new KafkaConsumer<>(
              settings.intake(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      return new IntakeSession(consumer, producer, answers, oversized);
    } catch (KafkaException failure) {
      producer.close();
      throw failure;
    }
  }

  private Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
  }

  private void signOfLife() {
    lastSign = System.nanoTime();
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
