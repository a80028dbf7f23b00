package dev.countersign.notification.kafka;

import dev.countersign.notification.app.Notification;
import dev.countersign.notification.app.NotificationChannel;
import dev.countersign.notification.app.Receiver;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Result;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Publishes notifications, for a partner's own programs to tell its people as they like. */
@ApplicationScoped
class KafkaChannel implements NotificationChannel {
  private static final String TOPIC = "approvals.notifications.v1";

  private final String topic;
  private final String bootstrap;
  private @Nullable Producer<byte[], byte[]> producer;

  KafkaChannel(Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topic = topics.of(TOPIC);
    this.bootstrap = bootstrap;
  }

  @Override
  public String name() {
    return ChannelName.KAFKA.text();
  }

  @Override
  public Uni<Result> deliver(Notification notification) {
    return switch (notification.receiver()) {
      case Receiver.Human(var person) -> publish(record(notification, person.personId()));
      case Receiver.OfEvents _ -> Uni.createFrom().item(new Result.Refused("NO_PERSON"));
    };
  }

  private ProducerRecord<byte[], byte[]> record(Notification notification, String personId) {
    var partnerId = notification.delivery().id().partnerId();
    var event = NotificationEvent.of(notification.delivery(), personId);
    return CloudEvents.record(topic, partnerId + "|" + personId, event, null);
  }

  private Uni<Result> publish(ProducerRecord<byte[], byte[]> record) {
    Context context = Vertx.currentContext();
    Executor caller = context == null ? Runnable::run : run -> context.runOnContext(_ -> run.run());
    return Uni.createFrom()
        .<Result>emitter(emitter -> {
          var _ =
              producer()
                  .send(
                      record,
                      (_, failure) ->
                          emitter.complete(
                              failure == null
                                  ? new Result.Delivered("PUBLISHED")
                                  : Result.failed("BROKER_UNREACHABLE")));
        })
        // The first send of a producer blocks while it looks for the topic.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(caller);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      var bytes = new ByteArraySerializer();
      producer = new KafkaProducer<>(settings(), bytes, new ByteArraySerializer());
    }
    return producer;
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ProducerConfig.CLIENT_ID_CONFIG,
        "notification-service-notifications",
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        20_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        10_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        10_000L);
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
