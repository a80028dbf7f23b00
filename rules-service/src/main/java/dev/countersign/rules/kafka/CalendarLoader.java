package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Keeps the names of calendars at what their topic says. Judging needs none of them, so the service
 * is ready, and goes on, without.
 */
@ApplicationScoped
class CalendarLoader {

  private final TopicFollower follower;

  CalendarLoader(ClientSettings settings, CalendarRecords records, Topics topics) {
    this.follower =
        new TopicFollower(settings, List.of(topics.of(CalendarRecords.CALENDARS)), records);
  }

  void start(@Observes StartupEvent event) {
    follower.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    follower.stop();
  }
}
