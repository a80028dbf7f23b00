package dev.countersign.rules.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.LiveRules;
import dev.countersign.rules.json.PartnerJson;
import dev.countersign.rules.json.PolicyJson;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Takes records of the compacted topics into the live rules; the key names what a record is of. */
@ApplicationScoped
class RuleRecords implements TopicFollower.Reader {

  static final String PARTNERS = "approvals.partners.v1";
  static final String POLICIES = "approvals.policies.v1";

  private static final Logger LOG = Logger.getLogger(RuleRecords.class);

  private final LiveRules rules;
  private final String partners;

  RuleRecords(LiveRules rules, Topics topics) {
    this.rules = rules;
    this.partners = topics.of(PARTNERS);
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      LOG.errorf("A rule record without a key. offset=%d", record.offset());
      return;
    }
    var key = new String(record.key(), UTF_8);
    try {
      if (record.value() == null) {
        drop(record.topic(), key);
      } else if (record.topic().equals(partners)) {
        rules.take(PartnerJson.read(record.value()));
      } else {
        rules.take(PolicyJson.read(record.value()));
      }
    } catch (RuntimeException failure) {
      // Better no policy, and quarantine, than one that is no longer what was decided; and
      // whatever a record holds, those behind it are read.
      LOG.errorf(failure, "A rule record cannot be read. key=%s", key);
      drop(record.topic(), key);
    }
  }

  @Override
  public void hasReadAll() {
    rules.topicsAreRead();
  }

  private void drop(String topic, String key) {
    if (topic.equals(partners)) {
      rules.dropPartner(key);
    } else {
      var separator = key.indexOf('|');
      rules.dropPolicy(key.substring(0, Math.max(0, separator)), key.substring(separator + 1));
    }
  }
}
