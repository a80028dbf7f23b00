package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.CloudEvents;
import dev.countersign.platform.messaging.Incoming;
import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.app.JudgeEvent;
import dev.countersign.rules.app.window.CountEvents;
import dev.countersign.rules.core.window.Counted;
import dev.countersign.rules.core.window.Occurrence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jboss.logging.Logger;

/**
 * Reads intake records, and counts what has to be counted before they are judged; that is committed
 * before the answers are. Where no policy has windows, nothing is asked of the database; where one
 * has, there is no answer while the database is away.
 */
@ApplicationScoped
class IntakeQuestions {

  private static final Logger LOG = Logger.getLogger(IntakeQuestions.class);

  private final JudgeEvent judgeEvent;
  private final IntakeTopics intake;
  private final CountEvents countEvents;
  private final Duration deadline;
  private final Set<String> producersTime = ConcurrentHashMap.newKeySet();

  IntakeQuestions(
      JudgeEvent judgeEvent,
      IntakeTopics intake,
      CountEvents countEvents,
      RulesServiceConfig config) {
    this.judgeEvent = judgeEvent;
    this.intake = intake;
    this.countEvents = countEvents;
    this.deadline = config.windows().deadline();
  }

  /**
   * A record as it was read.
   *
   * @param read empty if reading it failed in a way that nobody foresaw
   */
  record Question(
      ConsumerRecord<byte[], byte[]> record, Optional<Incoming> read, Counted counted) {}

  /** The records in their order; a failure if something has to be counted and cannot be. */
  List<Question> read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    var questions = new ArrayList<Question>();
    var occurrences = new ArrayList<List<Occurrence>>();
    for (var record : records) {
      told(record);
      var read = read(record);
      questions.add(new Question(record, read, Counted.NOTHING));
      occurrences.add(read.map(it -> occurrences(record, it)).orElse(List.of()));
    }
    return occurrences.stream().allMatch(List::isEmpty)
        ? questions
        : counted(questions, countEvents.count(occurrences).await().atMost(deadline));
  }

  private static List<Question> counted(List<Question> questions, List<Counted> counted) {
    var all = new ArrayList<Question>(questions.size());
    for (int index = 0; index < questions.size(); index++) {
      var question = questions.get(index);
      all.add(new Question(question.record(), question.read(), counted.get(index)));
    }
    return all;
  }

  /** Once for each topic: whoever sets the time of a record chooses the version that judges it. */
  private void told(ConsumerRecord<byte[], byte[]> record) {
    if (record.timestampType() == TimestampType.CREATE_TIME
        && intake.names().contains(record.topic())
        && producersTime.add(record.topic())) {
      LOG.warnf(
          "Records of %s have the time that their producers set; events are judged by it. Set"
              + " message.timestamp.type=LogAppendTime for the topic.",
          record.topic());
    }
  }

  private static Optional<Incoming> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(CloudEvents.parse(record));
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.errorf(failure, "A record cannot be read. offset=%d", record.offset());
      return Optional.empty();
    }
  }

  private List<Occurrence> occurrences(ConsumerRecord<byte[], byte[]> record, Incoming read) {
    if (!(read instanceof Incoming.Known(var event))) {
      return List.of();
    }
    var binding = intake.of(intake.originOf(record.topic(), event));
    return judgeEvent.occurrences(event, binding, at(record));
  }

  /** The time of the record, not of the clock: a second answer is the first one again. */
  static Instant at(ConsumerRecord<byte[], byte[]> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }
}
