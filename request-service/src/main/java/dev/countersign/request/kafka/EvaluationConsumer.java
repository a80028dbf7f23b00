package dev.countersign.request.kafka;

import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.Progress;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.Batch;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.OpenRequests;
import dev.countersign.request.app.message.InvalidMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Evaluations in, a poll at a time, each partition in a transaction of its own. */
@ApplicationScoped
class EvaluationConsumer {
  static final String CHANNEL = "evaluations";
  private static final Actor.Service RULES = new Actor.Service("rules-service");

  private final OpenRequests openRequests;
  private final DeadLetters deadLetters;
  private final Topics topics;
  private final String group;

  EvaluationConsumer(
      OpenRequests openRequests,
      DeadLetters deadLetters,
      Topics topics,
      @ConfigProperty(name = "mp.messaging.incoming." + CHANNEL + ".group.id") String group) {
    this.openRequests = openRequests;
    this.deadLetters = deadLetters;
    this.topics = topics;
    this.group = group;
  }

  @Incoming(CHANNEL)
  Uni<Void> consume(ConsumerRecords<byte[], byte[]> polled) {
    var partitions =
        polled.partitions().stream().map(partition -> consume(polled.records(partition))).toList();
    return Uni.join().all(partitions).andCollectFailures().replaceWithVoid();
  }

  /** Nothing is skipped: what fails for now is tried again, and the offset stays. */
  private Uni<Void> consume(List<ConsumerRecord<byte[], byte[]>> records) {
    return Patience.with(() -> handle(records), records.getFirst().topic());
  }

  private Uni<Void> handle(List<ConsumerRecord<byte[], byte[]>> records) {
    var evaluations = new ArrayList<Evaluation>(records.size());
    var origins = new IdentityHashMap<Evaluation, ConsumerRecord<byte[], byte[]>>();
    var refused = Uni.createFrom().voidItem();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        var evaluation = EvaluationReader.read(record);
        evaluations.add(evaluation);
        origins.put(evaluation, record);
      } catch (InvalidMessage e) {
        refused =
            refused.chain(() ->
                deadLetters.send(record, "INVALID_EVALUATION", String.valueOf(e.getMessage())));
      }
    }
    var letters = new EvaluationLetters(deadLetters, topics, origins);
    var last = records.getLast();
    var progress = Progress.of(group, last.topic(), last.partition(), last.offset() + 1);
    return refused.chain(
        () -> openRequests.handle(RULES, new Batch(evaluations, progress, letters)));
  }
}
