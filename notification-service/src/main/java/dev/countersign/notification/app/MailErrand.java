package dev.countersign.notification.app;

import dev.countersign.notification.core.Person;
import dev.countersign.notification.core.Vote;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A claimed mail with what the service knows at this moment. */
public record MailErrand(
    Claimed claimed,
    Optional<Person> addressee,
    RequestProgress progress,
    List<Vote> votes,
    Map<String, String> names) {

  /** Whether anybody can still decide. */
  public enum RequestProgress {
    OPEN,
    ENDED
  }

  public MailErrand {
    votes = List.copyOf(votes);
    names = Map.copyOf(names);
  }
}
