package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.RulesServiceConfig;
import dev.countersign.rules.RulesServiceConfig.Mapped;
import dev.countersign.rules.app.TopicBinding;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The topics events come from, and what each says about all of its events. */
@ApplicationScoped
class IntakeTopics {

  private static final String INTAKE = "approvals.intake.v1";

  private final Map<String, TopicBinding> bindings = new HashMap<>();

  IntakeTopics(RulesServiceConfig config, Topics topics) {
    bindings.put(topics.of(INTAKE), TopicBinding.NONE);
    config.intake().mapped().forEach((name, it) -> bindings.put(topics.of(name), binding(it)));
  }

  Set<String> names() {
    return bindings.keySet();
  }

  TopicBinding of(String topic) {
    return bindings.getOrDefault(topic, TopicBinding.NONE);
  }

  private static TopicBinding binding(Mapped mapped) {
    return new TopicBinding(
        mapped.partner().map(PartnerId::new), mapped.operation().map(OperationCode::new));
  }
}
