package dev.countersign.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

  @Test
  void takesEveryTopicFromTheContract() throws IOException {
    List<NewTopic> topics = TopicPlan.read();

    assertThat(topics)
        .extracting(NewTopic::name)
        .contains(
            "approvals.intake.v1",
            "approvals.intake.v1.dlq",
            "approvals.evaluations.v1",
            "approvals.events.v1",
            "approvals.outcomes.v1",
            "approvals.commands.v1",
            "approvals.policies.v1",
            "__debezium-heartbeat.request")
        .doesNotHaveDuplicates();
    assertThat(named(topics, "approvals.intake.v1").numPartitions()).isEqualTo(6);
  }

  @Test
  void keepsTheCleanupPolicy() throws IOException {
    Map<String, String> settings = named(TopicPlan.read(), "approvals.policies.v1").configs();

    assertThat(settings).containsEntry("cleanup.policy", "compact");
  }

  @Test
  @DisplayName("N-12: events are judged by the time at which the broker took them")
  void brokerSaysWhenAnEventCameIn() throws IOException {
    Map<String, String> settings = named(TopicPlan.read(), "approvals.intake.v1").configs();

    assertThat(settings).containsEntry("message.timestamp.type", "LogAppendTime");
  }

  private static NewTopic named(List<NewTopic> topics, String name) {
    return topics.stream().filter(topic -> topic.name().equals(name)).findFirst().orElseThrow();
  }
}
