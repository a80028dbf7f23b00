package dev.countersign.local.stack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates topics that are missing; those that exist stay as they are, with their records. */
final class Topics {

  private Topics() {}

  static void create(String broker, List<NewTopic> wanted)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          wanted.stream().filter(topic -> !existing.contains(topic.name())).toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException problem) {
      throw new IOException("Cannot create the topics", problem.getCause());
    }
  }
}
