package dev.countersign.notification.kafka;

import dev.countersign.notification.app.Notification;
import dev.countersign.notification.app.NotificationChannel;
import dev.countersign.notification.app.Receiver;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Result;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.RecordSender;
import dev.countersign.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes notifications, for a partner's own programs to tell its people as they like. */
@ApplicationScoped
class KafkaChannel implements NotificationChannel {
  private static final String TOPIC = "approvals.notifications.v1";

  private final String topic;
  private final RecordSender sender;

  KafkaChannel(Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topic = topics.of(TOPIC);
    this.sender =
        new RecordSender(
            bootstrap,
            "notification-service-notifications",
            Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000));
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
    return sender
        .send(record)
        .<Result>map(_ -> new Result.Delivered("PUBLISHED"))
        .onFailure(KafkaException.class)
        .recoverWithItem(() -> Result.failed("BROKER_UNREACHABLE"));
  }

  @PreDestroy
  void close() {
    sender.close();
  }
}
