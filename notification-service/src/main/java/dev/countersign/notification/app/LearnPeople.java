package dev.countersign.notification.app;

import dev.countersign.notification.core.Person;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Keeps the directory; mails that waited for an address go out at once. */
@ApplicationScoped
public class LearnPeople {
  private final Directory directory;
  private final DeliverNotifications notifications;

  LearnPeople(Directory directory, DeliverNotifications notifications) {
    this.directory = directory;
    this.notifications = notifications;
  }

  public Uni<Void> learn(Progress progress, List<Person> people) {
    return directory.learn(progress, newestOfEach(people)).invoke(notifications::wake);
  }

  private static List<Person> newestOfEach(List<Person> people) {
    var newest = new LinkedHashMap<List<String>, Person>();
    for (var person : people) {
      newest.merge(
          List.of(person.partnerId(), person.personId()),
          person,
          (old, next) -> next.version() > old.version() ? next : old);
    }
    return new ArrayList<>(newest.values());
  }
}
