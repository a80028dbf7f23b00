package dev.countersign.escalation.kafka;

import dev.countersign.escalation.app.Commands;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Hands a whole batch to the producer at once and waits for all acknowledgements together. */
@ApplicationScoped
class KafkaCommands implements Commands {

  private static final String TOPIC = "approvals.commands.v1";
  private static final String SOURCE = "/countersign/escalation-service";

  private final String topic;
  private final String bootstrap;
  private @Nullable Producer<byte[], byte[]> producer;

  KafkaCommands(Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topic = topics.of(TOPIC);
    this.bootstrap = bootstrap;
  }

  @Override
  public Uni<Void> send(List<TimerCommand> commands) {
    if (commands.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Context context = Vertx.currentContext();
    Executor caller = context == null ? Runnable::run : run -> context.runOnContext(_ -> run.run());
    return Uni.createFrom()
        .<Void>emitter(emitter -> sendAll(commands, emitter))
        // The first send of a producer blocks while it looks for the topic.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(caller);
  }

  private void sendAll(List<TimerCommand> commands, UniEmitter<? super Void> emitter) {
    var unacknowledged = new AtomicInteger(commands.size());
    for (var command : commands) {
      var _ =
          producer()
              .send(
                  record(command),
                  (_, failure) -> {
                    if (failure != null) {
                      emitter.fail(failure);
                    } else if (unacknowledged.decrementAndGet() == 0) {
                      emitter.complete(null);
                    }
                  });
    }
  }

  private ProducerRecord<byte[], byte[]> record(TimerCommand command) {
    var body = CommandBody.of(command);
    var request = body.requestId().toString();
    var event =
        new CloudEvent(
            body.id().toString(),
            SOURCE,
            body.type(),
            null,
            body.time().atOffset(ZoneOffset.UTC),
            Map.of(
                "partnerid", body.partnerId(),
                "requestid", request,
                "iteration", Integer.toString(body.iteration())),
            Json.bytes(body));
    return CloudEvents.record(topic, request, event, null);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ProducerConfig.CLIENT_ID_CONFIG,
        "escalation-service-commands",
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.BATCH_SIZE_CONFIG,
        128 * 1024,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        30_000,
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
