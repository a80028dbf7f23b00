package dev.countersign.escalation.kafka;

import dev.countersign.escalation.app.Commands;
import dev.countersign.escalation.core.TimerCommand;
import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.RecordSender;
import dev.countersign.platform.messaging.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands a whole batch to the producer at once and waits for all acknowledgements together. */
@ApplicationScoped
class KafkaCommands implements Commands {

  private static final String TOPIC = "approvals.commands.v1";
  private static final String SOURCE = "/countersign/escalation-service";

  private final String topic;
  private final RecordSender sender;

  KafkaCommands(Topics topics, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topic = topics.of(TOPIC);
    this.sender =
        new RecordSender(
            bootstrap,
            "escalation-service-commands",
            Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024));
  }

  @Override
  public Uni<Void> send(List<TimerCommand> commands) {
    return sender.send(commands, this::record);
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

  @PreDestroy
  void close() {
    sender.close();
  }
}
