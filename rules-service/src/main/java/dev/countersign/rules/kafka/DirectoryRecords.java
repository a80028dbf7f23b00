package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.rules.app.Directories;
import dev.countersign.rules.json.PersonJson;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Takes records of the directory; the key names partner and person. */
@ApplicationScoped
class DirectoryRecords implements TopicFollower.Reader {

  static final String DIRECTORY = "approvals.directory.v1";

  private static final Logger LOG = Logger.getLogger(DirectoryRecords.class);

  private final Directories directories;

  DirectoryRecords(Directories directories) {
    this.directories = directories;
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    var key = record.key() == null ? "" : new String(record.key(), UTF_8);
    var separator = key.indexOf('|');
    if (separator < 0) {
      LOG.errorf("A directory record without a key. offset=%d", record.offset());
      return;
    }
    take(key.substring(0, separator), key.substring(separator + 1), record);
  }

  private void take(String partner, String person, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      directories.drop(partner, person);
      return;
    }
    try {
      var read = PersonJson.read(record.value());
      if (!read.partner().value().equals(partner) || !read.person().id().value().equals(person)) {
        throw new IllegalArgumentException("The key names somebody else than the body.");
      }
      directories.take(read.partner(), read.person(), read.version());
    } catch (RuntimeException failure) {
      // Whom nobody can read nobody can count on: the check then warns instead of trusting.
      LOG.errorf("A directory record cannot be read. offset=%d: %s", record.offset(), failure);
      directories.drop(partner, person);
    }
  }

  @Override
  public void hasReadAll() {
    directories.topicIsRead();
  }
}
