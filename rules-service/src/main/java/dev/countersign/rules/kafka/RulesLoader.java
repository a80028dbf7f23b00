package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.LiveRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Keeps the live rules at what the topics of partners and policies say. */
@ApplicationScoped
class RulesLoader {

  private final LiveRules rules;
  private final TopicFollower follower;

  RulesLoader(ClientSettings settings, RuleRecords records, LiveRules rules, Topics topics) {
    this.rules = rules;
    this.follower =
        new TopicFollower(
            settings,
            List.of(topics.of(RuleRecords.PARTNERS), topics.of(RuleRecords.POLICIES)),
            records);
  }

  void start(@Observes StartupEvent event) {
    follower.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    follower.stop();
  }

  boolean isComplete() {
    return rules.isComplete();
  }

  boolean isAlive() {
    return follower.isAlive();
  }
}
