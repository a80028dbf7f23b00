package dev.countersign.platform.messaging;

import dev.countersign.platform.storage.Callers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records and tells when every replica has them. The producer is made when it is first
 * needed, so that nobody who sends nothing has one.
 */
public final class RecordSender {

  private final Map<String, Object> settings;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param own settings of this sender, besides or instead of the usual ones
   */
  public RecordSender(String bootstrap, String clientId, Map<String, Object> own) {
    settings =
        new HashMap<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000L));
    settings.putAll(own);
  }

  public Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
    return send(List.of(record), Function.identity());
  }

  /**
   * Hands over all at once and waits for all acknowledgements together; the first failure is passed
   * on. Records are made beside the caller's thread, and what follows runs on it again.
   */
  public <T> Uni<Void> send(List<T> items, Function<T, ProducerRecord<byte[], byte[]>> record) {
    if (items.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var caller = Callers.current();
    return Uni.createFrom()
        .<Void>emitter(emitter -> sendAll(items, record, emitter))
        // The first send of a producer blocks while it looks for the topic.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(caller);
  }

  private <T> void sendAll(
      List<T> items,
      Function<T, ProducerRecord<byte[], byte[]>> record,
      UniEmitter<? super Void> emitter) {
    var unacknowledged = new AtomicInteger(items.size());
    for (var item : items) {
      var _ =
          producer()
              .send(
                  record.apply(item),
                  (_, failure) -> {
                    if (failure != null) {
                      emitter.fail(failure);
                    } else if (unacknowledged.decrementAndGet() == 0) {
                      emitter.complete(null);
                    }
                  });
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
