package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.LiveRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Runs a shadow session while there is a shadow, and costs nothing while there is none. */
@ApplicationScoped
class ShadowLoop {

  private static final Logger LOG = Logger.getLogger(ShadowLoop.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClientSettings settings;
  private final ShadowAnswers answers;
  private final LiveRules rules;
  private final String topic;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("shadow").unstarted(this::run);

  ShadowLoop(ClientSettings settings, ShadowAnswers answers, LiveRules rules, Topics topics) {
    this.settings = settings;
    this.answers = answers;
    this.rules = rules;
    this.topic = topics.of(ShadowAnswers.EVALUATIONS);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop.countDown();
    thread.join(PATIENCE);
  }

  private void run() {
    while (!isStopping(Duration.ZERO)) {
      var since = rules.isComplete() ? rules.firstShadow() : Optional.<Instant>empty();
      if (since.isEmpty()) {
        isStopping(LOOK);
        continue;
      }
      try (var session = open()) {
        session.start(topic, since.get());
        LOG.infof("Following evaluations for the shadows. since=%s", since.get());
        while (!isStopping(Duration.ZERO) && rules.firstShadow().isPresent()) {
          session.round();
        }
      } catch (RuntimeException failure) {
        LOG.warnf(failure, "Following evaluations failed, and begins again. pause=%s", PAUSE);
        isStopping(PAUSE);
      }
    }
  }

  private ShadowSession open() {
    var producer =
        new KafkaProducer<>(
            settings.divergences(), new ByteArraySerializer(), new ByteArraySerializer());
    try {
      var consumer =
          new KafkaConsumer<>(
              settings.shadow(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      return new ShadowSession(consumer, producer, answers);
    } catch (KafkaException failure) {
      producer.close();
      throw failure;
    }
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
