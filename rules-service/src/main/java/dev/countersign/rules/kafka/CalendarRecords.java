package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.rules.app.Calendars;
import dev.countersign.rules.core.partner.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Takes records of calendars. Their key says all that is needed here: whose, and which. */
@ApplicationScoped
class CalendarRecords implements TopicFollower.Reader {

  static final String CALENDARS = "approvals.calendars.v1";

  private static final Logger LOG = Logger.getLogger(CalendarRecords.class);

  private final Calendars calendars;

  CalendarRecords(Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    var key = record.key() == null ? "" : new String(record.key(), UTF_8);
    var separator = key.indexOf('|');
    if (separator < 0 || record.value() == null) {
      LOG.errorf("A calendar record that names none. offset=%d", record.offset());
      return;
    }
    try {
      calendars.take(new PartnerId(key.substring(0, separator)), key.substring(separator + 1));
    } catch (IllegalArgumentException failure) {
      LOG.errorf("A calendar record cannot be read. offset=%d: %s", record.offset(), failure);
    }
  }

  @Override
  public void hasReadAll() {
    calendars.topicIsRead();
  }
}
