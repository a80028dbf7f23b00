package dev.countersign.rules.kafka;

import static dev.countersign.rules.kafka.IntakeQuestions.at;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.DeadLetters;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.JudgeEvent;
import dev.countersign.rules.app.JudgeEvent.Answer;
import dev.countersign.rules.core.window.NotCounted;
import dev.countersign.rules.json.EvaluationJson;
import dev.countersign.rules.json.EvaluationMessage;
import dev.countersign.rules.kafka.IntakeQuestions.Question;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Turns an intake record into its one answer: an evaluation or a dead letter. */
@ApplicationScoped
class IntakeAnswers {

  private static final Logger LOG = Logger.getLogger(IntakeAnswers.class);
  private static final byte[] NOTHING = {};
  private static final String SERVICE = "rules-service";
  private static final String SOURCE = "/countersign/rules-service";
  private static final String EVALUATED = "approval.evaluated";

  private final IntakeQuestions questions;
  private final JudgeEvent judgeEvent;
  private final IntakeTopics intake;
  private final DeadLetters deadLetters;
  private final MeterRegistry metrics;
  private final String evaluations;

  IntakeAnswers(
      IntakeQuestions questions,
      JudgeEvent judgeEvent,
      IntakeTopics intake,
      DeadLetters deadLetters,
      MeterRegistry metrics,
      Topics topics) {
    this.questions = questions;
    this.judgeEvent = judgeEvent;
    this.intake = intake;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.evaluations = topics.of("approvals.evaluations.v1");
  }

  /** An answer to be sent, and what to count once it is committed. */
  sealed interface Reply {

    ProducerRecord<byte[], byte[]> record();

    /** An evaluation. */
    record Evaluated(ProducerRecord<byte[], byte[]> record, String verdict, String reason)
        implements Reply {}

    /** A dead letter. */
    record Dead(ProducerRecord<byte[], byte[]> record) implements Reply {}
  }

  /** Reads records, so that they can be answered; what has to be counted before is counted. */
  List<Question> read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    return questions.read(records);
  }

  /** The answer; {@link NotCounted} if it takes a number that was not asked for in time. */
  Reply answer(Question question) {
    var record = question.record();
    try {
      return question
          .read()
          .map(it -> judged(question, it))
          .orElseGet(() -> dead(record, "UNREADABLE", "Reading the record failed."));
    } catch (NotCounted again) {
      throw again;
    } catch (RuntimeException | StackOverflowError failure) {
      // A record nobody foresaw must not stop those behind it.
      LOG.errorf(failure, "A record cannot be read. offset=%d", record.offset());
      return dead(record, "UNREADABLE", "Reading the record failed.");
    }
  }

  private Reply judged(Question question, Incoming read) {
    return switch (read) {
      case Incoming.Malformed(var reason, var detail) -> dead(question.record(), reason, detail);
      case Incoming.Known(var event) -> judged(question, event);
    };
  }

  private Reply judged(Question question, CloudEvent event) {
    var record = question.record();
    var binding = intake.of(intake.originOf(record.topic(), event));
    return switch (judgeEvent.judge(event, binding, at(record), question.counted())) {
      case Answer.Refused(var reason, var detail) -> dead(record, reason, detail);
      case Answer.Judged(var message) -> evaluated(record, message);
    };
  }

  /** The answer to a record that the broker will not take back whole. */
  Reply withoutValue(ConsumerRecord<byte[], byte[]> record) {
    var empty =
        new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), NOTHING, NOTHING);
    var letter = dead(empty, "TOO_LARGE", "The dead letters take no record of this size.");
    letter.record().headers().add("dlq-omitted", "key, value and headers".getBytes(UTF_8));
    return letter;
  }

  private Reply evaluated(ConsumerRecord<byte[], byte[]> record, EvaluationMessage message) {
    try {
      return written(record, message);
    } catch (RuntimeException failure) {
      return written(record, JudgeEvent.failed(message, failure));
    }
  }

  private Reply written(ConsumerRecord<byte[], byte[]> record, EvaluationMessage message) {
    var body = EvaluationJson.write(message);
    var extensions = new HashMap<>(Map.of("partnerid", message.evaluation().event().partner()));
    message
        .policy()
        .ifPresent(
            policy -> extensions.put("policyversion", Integer.toString(policy.key().version())));
    body.payloadDigest().ifPresent(digest -> extensions.put("payloaddigest", digest));
    if (message.verdict().equals("QUARANTINED")) {
      extensions.putAll(received(record, message.event()));
    }
    var event =
        new CloudEvent(
            body.id().toString(),
            SOURCE,
            EVALUATED,
            message.event().subject(),
            at(record).atOffset(ZoneOffset.UTC),
            extensions,
            body.body().bytes());
    var traceparent = CloudEvents.traceparent(record).orElse(null);
    return new Reply.Evaluated(
        CloudEvents.record(evaluations, message.key(), event, traceparent),
        message.verdict(),
        message.reasonCode().orElse(""));
  }

  /** T-04: what the event said beside its data, so that it can be judged again as it came in. */
  private Map<String, String> received(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
    var received = new HashMap<String, String>();
    received.put(IntakeTopics.ORIGIN, intake.originOf(record.topic(), event));
    for (String name : JudgeEvent.EXTENSIONS) {
      var value = event.extension(name);
      if (value != null) {
        received.put(name, value);
      }
    }
    return received;
  }

  private static Reply dead(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    var topic = record.topic() + Topics.DEAD_LETTERS;
    return new Reply.Dead(DeadLetters.record(topic, record, reason, detail, SERVICE));
  }

  /** Counts an answer; to be called when it is committed, so that a repetition counts once. */
  void count(Reply reply) {
    switch (reply) {
      case Reply.Dead(var letter) -> deadLetters.count(letter);
      case Reply.Evaluated(_, var verdict, var reason) ->
          metrics
              .counter("countersign.evaluations", "verdict", verdict, "reason", reason)
              .increment();
    }
  }
}
