package dev.countersign.request.kafka;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Letters;
import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Dead letters of one batch. An event that has no answer goes back to where its producer looks, as
 * the event it was; a record that the database refuses is a dead letter of its own topic.
 */
final class EvaluationLetters implements Letters {
  private static final String INTAKE = "approvals.intake.v1";
  private static final String SERVICE = "request-service";

  private final DeadLetters letters;
  private final Topics topics;
  private final Map<Evaluation, ConsumerRecord<byte[], byte[]>> records;

  EvaluationLetters(
      DeadLetters letters, Topics topics, Map<Evaluation, ConsumerRecord<byte[], byte[]>> records) {
    this.letters = letters;
    this.topics = topics;
    this.records = records;
  }

  @Override
  public Uni<Void> idReused(Evaluation evaluation) {
    return toProducer(
        evaluation, "ID_REUSE_CONFLICT", "The id was used before with other content.");
  }

  @Override
  public Uni<Void> noOpenRequest(Evaluation evaluation) {
    return toProducer(
        evaluation, "NO_OPEN_REQUEST", "There is no open request about this subject to cancel.");
  }

  @Override
  public Uni<Void> outdatedRevision(Evaluation evaluation) {
    return toProducer(
        evaluation, "OUTDATED_REVISION", "The same or a higher revision is being decided.");
  }

  @Override
  public Uni<Void> refused(Evaluation evaluation, String detail) {
    return letters.send(recordOf(evaluation), "REFUSED_BY_DATABASE", detail);
  }

  private Uni<Void> toProducer(Evaluation evaluation, String reason, String detail) {
    var record = recordOf(evaluation);
    var dossier = evaluation.dossier();
    var event = eventOf(evaluation, record);
    var original =
        CloudEvents.record(
            record.topic(), dossier.subjectKey(), event, dossier.traceparent().orElse(null));
    var found =
        new ConsumerRecord<>(
            record.topic(), record.partition(), record.offset(), original.key(), original.value());
    original.headers().forEach(header -> found.headers().add(header));
    return letters.send(
        DeadLetters.record(topics.deadLettersOf(INTAKE), found, reason, detail, SERVICE));
  }

  private static CloudEvent eventOf(Evaluation evaluation, ConsumerRecord<byte[], byte[]> record) {
    var dossier = evaluation.dossier();
    var event = evaluation.event();
    return new CloudEvent(
        dossier.eventId(),
        dossier.source(),
        event.type(),
        event.subject().orElse(null),
        event.time().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
        Map.of("partnerid", dossier.partner()),
        RawMember.of(record.value(), "data"));
  }

  private ConsumerRecord<byte[], byte[]> recordOf(Evaluation evaluation) {
    return Optional.ofNullable(records.get(evaluation)).orElseThrow();
  }
}
