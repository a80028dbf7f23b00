package dev.countersign.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a stack: those that the contract names, and the connectors' heartbeats. */
final class TopicPlan {

  private static final short ONE_REPLICA = 1;

  private TopicPlan() {}

  static List<NewTopic> read() throws IOException {
    try (InputStream contract = TopicPlan.class.getResourceAsStream("/contracts/asyncapi.yaml")) {
      return of(new YAMLMapper().readTree(Objects.requireNonNull(contract)));
    }
  }

  static List<NewTopic> of(JsonNode contract) {
    List<NewTopic> topics = new ArrayList<>();
    contract.path("channels").forEach(channel -> topics.add(topic(channel)));
    // Debezium names them after the connector's topic prefix, which is the database.
    Service.ALL.forEach(service ->
        topics.add(new NewTopic("__debezium-heartbeat." + service.name(), 1, ONE_REPLICA)));
    return topics;
  }

  private static NewTopic topic(JsonNode channel) {
    JsonNode kafka = channel.path("bindings").path("kafka");
    NewTopic topic =
        new NewTopic(
            channel.path("address").asText(), kafka.path("partitions").asInt(), ONE_REPLICA);
    Map<String, String> settings = new HashMap<>();
    kafka
        .path("topicConfiguration")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), text(setting.getValue())));
    return topic.configs(settings);
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    return StreamSupport.stream(value.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(","));
  }
}
