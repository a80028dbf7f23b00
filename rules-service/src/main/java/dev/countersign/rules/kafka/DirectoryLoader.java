package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Keeps the directories at what their topic says. Judging needs no directory, so the service is
 * ready, and goes on, without it.
 */
@ApplicationScoped
class DirectoryLoader {

  private final TopicFollower follower;

  DirectoryLoader(ClientSettings settings, DirectoryRecords records, Topics topics) {
    this.follower =
        new TopicFollower(settings, List.of(topics.of(DirectoryRecords.DIRECTORY)), records);
  }

  void start(@Observes StartupEvent event) {
    follower.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    follower.stop();
  }
}
