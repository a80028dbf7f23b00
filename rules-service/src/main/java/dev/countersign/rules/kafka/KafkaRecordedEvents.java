package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.backtest.RecordedEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the topics again with a consumer of its own: in no group, so it moves no offset. */
@ApplicationScoped
class KafkaRecordedEvents implements RecordedEvents {

  private static final String PARTNER = "ce_partnerid";

  private final ClientSettings settings;
  private final IntakeTopics intake;
  private final String evaluations;
  private final String divergences;

  KafkaRecordedEvents(ClientSettings settings, IntakeTopics intake, Topics topics) {
    this.settings = settings;
    this.intake = intake;
    this.evaluations = topics.of(ShadowAnswers.EVALUATIONS);
    this.divergences = topics.of(ShadowAnswers.DIVERGENCES);
  }

  @Override
  public long size(Selection selection) {
    try (var events = ofEvents(selection);
        var answers = ofEvaluations(selection)) {
      return events.size() + answers.size();
    }
  }

  @Override
  public void events(Selection selection, EventReader reader) {
    try (var past = ofEvents(selection)) {
      past.read(record -> event(record, selection, reader), reader::goesOn);
    }
  }

  private void event(
      ConsumerRecord<byte[], byte[]> record, Selection selection, EventReader reader) {
    var binding = intake.of(record.topic());
    if (isForeign(record, selection)) {
      return;
    }
    if (CloudEvents.parse(record) instanceof Incoming.Known(var event)) {
      reader.event(event, binding, Instant.ofEpochMilli(record.timestamp()));
    }
  }

  @Override
  public void evaluations(Selection selection, BodyReader reader) {
    var key = selection.partner().value() + "|" + selection.operation().value() + "|";
    var prefix = key.getBytes(UTF_8);
    try (var past = ofEvaluations(selection)) {
      past.read(
          record -> {
            if (record.value() != null && startsWith(record.key(), prefix)) {
              reader.body(record.value());
            }
          },
          reader::goesOn);
    }
  }

  @Override
  public void divergences(Selection selection, BodyReader reader) {
    var key = (selection.partner().value() + "|" + selection.operation().value()).getBytes(UTF_8);
    try (var past = PastRecords.open(settings, Set.of(divergences), selection.window())) {
      past.read(
          record -> {
            if (record.value() != null && Arrays.equals(record.key(), key)) {
              reader.body(record.value());
            }
          },
          reader::goesOn);
    }
  }

  /** Records that name another partner need not be parsed; a header is all it takes to know. */
  private static boolean isForeign(ConsumerRecord<?, ?> record, Selection selection) {
    var header = record.headers().lastHeader(PARTNER);
    return header != null
        && header.value() != null
        && !new String(header.value(), UTF_8).equals(selection.partner().value());
  }

  static boolean startsWith(byte @Nullable [] key, byte[] prefix) {
    return key != null
        && key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private PastRecords ofEvents(Selection selection) {
    return PastRecords.open(settings, intake.names(), selection.window());
  }

  private PastRecords ofEvaluations(Selection selection) {
    return PastRecords.open(settings, Set.of(evaluations), selection.window().ofEvaluations());
  }
}
