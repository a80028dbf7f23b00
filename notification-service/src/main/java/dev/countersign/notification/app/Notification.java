package dev.countersign.notification.app;

import dev.countersign.notification.core.Gathered;
import dev.countersign.notification.core.Vote;
import java.util.List;
import java.util.Map;

/**
 * What a channel is to say, and to whom. Names and addresses of people stand here for channels that
 * write to them; where they go from here is the channel's responsibility.
 *
 * @param votes on the request so far
 * @param names of the people whom the event and the votes name by id
 * @param gathered what a digest tells of; empty for everything else
 */
public record Notification(
    Claimed delivery,
    Receiver receiver,
    List<Vote> votes,
    Map<String, String> names,
    List<Gathered> gathered) {

  public Notification {
    votes = List.copyOf(votes);
    names = Map.copyOf(names);
    gathered = List.copyOf(gathered);
  }

  static Notification toEndpoint(Claimed delivery, Endpoint endpoint) {
    return new Notification(
        delivery, new Receiver.OfEvents(endpoint), List.of(), Map.of(), List.of());
  }
}
