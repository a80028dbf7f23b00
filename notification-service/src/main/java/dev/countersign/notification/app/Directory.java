package dev.countersign.notification.app;

import dev.countersign.notification.core.Person;
import dev.countersign.platform.storage.Progress;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The people as the directory topic tells them. */
public interface Directory {

  /**
   * Keeps the people and sends what waited for one of them on its way. A version that is not newer
   * than the one kept changes nothing.
   */
  Uni<Void> learn(Progress progress, List<Person> people);

  /** The ids of the active members of a role. */
  Uni<List<String>> membersOf(String partnerId, String role);
}
