package dev.countersign.rules.kafka;

import dev.countersign.platform.messaging.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Keeps what policies are checked by, the directories and the names of calendars, at what their
 * topics say. Judging needs neither, so the service is ready, and goes on, without.
 */
@ApplicationScoped
class LookupLoader {

  private final List<TopicFollower> followers;

  LookupLoader(
      ClientSettings settings, DirectoryRecords people, CalendarRecords calendars, Topics topics) {
    this.followers =
        List.of(
            new TopicFollower(settings, List.of(topics.of(DirectoryRecords.DIRECTORY)), people),
            new TopicFollower(settings, List.of(topics.of(CalendarRecords.CALENDARS)), calendars));
  }

  void start(@Observes StartupEvent event) {
    followers.forEach(TopicFollower::start);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    for (var follower : followers) {
      follower.stop();
    }
  }
}
