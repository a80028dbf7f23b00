package dev.countersign.rules.core.route;

import dev.countersign.rules.core.policy.Settings;
import java.util.List;

/**
 * Who is asked about one event, in which order, and under which settings.
 *
 * @param tracksRequired how many of the tracks must be approved, as a number
 * @param locks the partner's locks, which travel with every route
 */
public record Route(
    List<RouteTrack> tracks, int tracksRequired, Settings settings, List<String> locks) {

  public Route {
    tracks = List.copyOf(tracks);
    locks = List.copyOf(locks);
  }
}
