package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.LatestEvaluations;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.json.PublishedEvaluation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Reads the end of the topic with a consumer of its own: in no group, so it moves no offset. */
@ApplicationScoped
class KafkaLatestEvaluations implements LatestEvaluations {

  private static final Logger LOG = Logger.getLogger(KafkaLatestEvaluations.class);

  private final ClientSettings settings;
  private final String evaluations;

  KafkaLatestEvaluations(ClientSettings settings, Topics topics) {
    this.settings = settings;
    this.evaluations = topics.of(ShadowAnswers.EVALUATIONS);
  }

  @Override
  public List<Recorded> of(PartnerId partner, OperationCode operation, int most) {
    var prefix = (partner.value() + "|" + operation.value() + "|").getBytes(UTF_8);
    // The oldest comes out first, so that no more is kept than is asked for.
    var newest =
        new PriorityQueue<ConsumerRecord<byte[], byte[]>>(
            Comparator.comparingLong(ConsumerRecord::timestamp));
    try (var recent = RecentRecords.open(settings, evaluations)) {
      while (recent.hasMore(oldest(newest, most))) {
        recent.before(
            oldest(newest, most),
            record -> {
              if (isOf(record, prefix)) {
                newest.add(record);
              }
              if (newest.size() > most) {
                newest.remove();
              }
            });
      }
    } catch (KafkaException failure) {
      throw new Unavailable(failure);
    }
    return newest.stream()
        .flatMap(it -> recorded(it).stream())
        .sorted(Comparator.comparing(Recorded::at).reversed())
        .toList();
  }

  /** What is older than the oldest of enough is not looked for. */
  private static long oldest(PriorityQueue<ConsumerRecord<byte[], byte[]>> newest, int most) {
    var oldest = newest.peek();
    return oldest == null || newest.size() < most ? Long.MIN_VALUE : oldest.timestamp();
  }

  @Override
  public Optional<Recorded> at(PartnerId partner, Place place) {
    var prefix = (partner.value() + "|").getBytes(UTF_8);
    try (var recent = RecentRecords.open(settings, evaluations)) {
      return recent
          .at(place.partition(), place.offset())
          .filter(it -> isOf(it, prefix))
          .flatMap(KafkaLatestEvaluations::recorded);
    } catch (KafkaException failure) {
      throw new Unavailable(failure);
    }
  }

  private static boolean isOf(ConsumerRecord<byte[], byte[]> record, byte[] prefix) {
    return record.value() != null && KafkaRecordedEvents.startsWith(record.key(), prefix);
  }

  private static Optional<Recorded> recorded(ConsumerRecord<byte[], byte[]> record) {
    try {
      var evaluation = PublishedEvaluation.read(record.value());
      var place = new Place(record.partition(), record.offset());
      var at = Instant.ofEpochMilli(record.timestamp());
      return Optional.of(new Recorded(place, at, evaluation))
          .filter(it -> evaluation.head().has("event"));
    } catch (UncheckedIOException unreadable) {
      LOG.warnf(
          unreadable,
          "An evaluation cannot be read. partition=%d offset=%d",
          record.partition(),
          record.offset());
      return Optional.empty();
    }
  }
}
