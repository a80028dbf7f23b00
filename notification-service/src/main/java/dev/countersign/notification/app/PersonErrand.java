package dev.countersign.notification.app;

import dev.countersign.notification.core.Gathered;
import dev.countersign.notification.core.PastEvent;
import dev.countersign.notification.core.Person;
import dev.countersign.notification.core.Vote;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A claimed delivery to a person with what the service knows at this moment.
 *
 * @param gathered what a digest is about; empty for everything else
 * @param history of the requests a digest is about
 */
public record PersonErrand(
    Claimed claimed,
    Optional<Person> addressee,
    RequestProgress progress,
    List<Vote> votes,
    Map<String, String> names,
    List<Gathered> gathered,
    List<PastEvent> history) {

  /** Whether anybody can still decide. */
  public enum RequestProgress {
    OPEN,
    ENDED
  }

  public PersonErrand {
    votes = List.copyOf(votes);
    names = Map.copyOf(names);
    gathered = List.copyOf(gathered);
    history = List.copyOf(history);
  }
}
