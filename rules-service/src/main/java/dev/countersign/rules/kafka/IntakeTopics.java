package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.CloudEvent;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.RulesServiceConfig.Mapped;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The topics events come from, and what each says about all of its events. */
@ApplicationScoped
class IntakeTopics {

  /** The extension by which a released event says which topic it first came in by. */
  static final String ORIGIN = "intaketopic";

  private static final String INTAKE = "approvals.intake.v1";
  private static final String RELEASES = "approvals.releases.v1";

  private final Map<String, TopicBinding> bindings = new HashMap<>();
  private final String releases;

  IntakeTopics(RulesServiceConfig config, Topics topics) {
    releases = topics.of(RELEASES);
    bindings.put(topics.of(INTAKE), TopicBinding.NONE);
    config.intake().mapped().forEach((name, it) -> bindings.put(topics.of(name), binding(it)));
  }

  /** What producers publish to. */
  Set<String> names() {
    return bindings.keySet();
  }

  /** Whatever is judged: what producers publish, and what an operator released (T-04). */
  Set<String> judged() {
    var judged = new HashSet<>(bindings.keySet());
    judged.add(releases);
    return judged;
  }

  /**
   * The topic an event first came in by. Only request-service writes released events, so only there
   * is an event believed.
   */
  String originOf(String topic, CloudEvent event) {
    var origin = topic.equals(releases) ? event.extension(ORIGIN) : topic;
    return origin == null ? topic : origin;
  }

  TopicBinding of(String topic) {
    return bindings.getOrDefault(topic, TopicBinding.NONE);
  }

  private static TopicBinding binding(Mapped mapped) {
    return new TopicBinding(
        mapped.partner().map(PartnerId::new), mapped.operation().map(OperationCode::new));
  }
}
