package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.JudgeShadow;
import dev.countersign.rules.app.JudgeShadow.Finding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Turns a published evaluation into a divergence, if its shadow has one. */
@ApplicationScoped
class ShadowAnswers {

  static final String EVALUATIONS = "approvals.evaluations.v1";
  static final String DIVERGENCES = "approvals.policy-shadow.v1";

  private static final Logger LOG = Logger.getLogger(ShadowAnswers.class);

  private final JudgeShadow judgeShadow;
  private final MeterRegistry metrics;
  private final Timer timer;
  private final String divergences;

  ShadowAnswers(JudgeShadow judgeShadow, MeterRegistry metrics, Topics topics) {
    this.judgeShadow = judgeShadow;
    this.metrics = metrics;
    this.timer = metrics.timer("countersign.shadow.evaluation");
    this.divergences = topics.of(DIVERGENCES);
  }

  /** The divergence of an evaluation. A shadow that fails is counted and holds up nothing. */
  Optional<ProducerRecord<byte[], byte[]>> answer(ConsumerRecord<byte[], byte[]> record) {
    if (!isAsked(record)) {
      return Optional.empty();
    }
    try {
      var published = Instant.ofEpochMilli(record.timestamp());
      var finding =
          timer.record(() -> judgeShadow.judge(record.value(), cameIn(record), published));
      return switch (finding) {
        case Finding.NotAsked _ -> Optional.empty();
        case Finding.Same _ -> {
          count("SAME");
          yield Optional.empty();
        }
        case Finding.Diverged(var key, var change, var event) -> {
          count(change.name());
          var trace = CloudEvents.traceparent(record).orElse(null);
          yield Optional.of(CloudEvents.record(divergences, key, event, trace));
        }
        case null -> throw new IllegalStateException("A shadow found nothing at all.");
      };
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.warnf(failure, "A shadow failed on an evaluation. offset=%d", record.offset());
      count("FAILED");
      return Optional.empty();
    }
  }

  /** The key says whose evaluation it is, so most need not be read. */
  private boolean isAsked(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return false;
    }
    var parts = new String(record.key(), UTF_8).split("\\|", 3);
    return parts.length == 3 && judgeShadow.isAsked(parts[0], parts[1]);
  }

  /** When the event came in, which is the time of its evaluation. */
  private static Instant cameIn(ConsumerRecord<byte[], byte[]> record) {
    var time = record.headers().lastHeader("ce_time");
    return OffsetDateTime.parse(new String(time.value(), UTF_8)).toInstant();
  }

  private void count(String result) {
    metrics.counter("countersign.shadow.evaluations", "result", result).increment();
  }
}
