package dev.countersign.rules.ui.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.core.policy.Track;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tracks of one rule or band in its document. A track is there as long as it has levels: the
 * first one begins it and the last one ends it. Levels alone are the track {@link Track#MAIN}.
 */
final class PlanTracks {

  private static final String TRACKS = "tracks";
  private static final String REQUIRED = "tracksRequired";
  private static final String STEPS = "steps";
  private static final Pattern OF_LEVELS = Pattern.compile("(.*?)(/tracks/\\d+)?/(?:steps|always)");

  private final ObjectNode plan;

  private PlanTracks(ObjectNode plan) {
    this.plan = plan;
  }

  /** The tracks of which one has its levels at that place. */
  static PlanTracks around(ObjectNode document, String levels) {
    var place = OF_LEVELS.matcher(levels);
    if (!place.matches()) {
      throw new IllegalArgumentException("No levels are at " + levels);
    }
    return new PlanTracks((ObjectNode) document.at(place.group(1)));
  }

  /** Where the track is that has its levels at that place; empty where it has no name. */
  static Optional<String> named(String levels) {
    var place = OF_LEVELS.matcher(levels);
    return place.matches() && place.group(2) != null
        ? Optional.of(place.group(1) + place.group(2))
        : Optional.empty();
  }

  /** The name a track goes by; a field that is left empty means the usual one. */
  static String name(String typed) {
    return typed.isEmpty() ? Track.MAIN : typed;
  }

  /** Adds a level at the end of a track. */
  void add(String track, ObjectNode level) {
    var tracks = listed();
    for (var it : tracks) {
      if (it.path("name").asText().equals(track)) {
        ((ArrayNode) it.path(STEPS)).add(level);
        return;
      }
    }
    tracks.addObject().put("name", track).putArray(STEPS).add(level);
  }

  private ArrayNode listed() {
    if (plan.get(TRACKS) instanceof ArrayNode tracks) {
      return tracks;
    }
    var levels =
        Stream.of(STEPS, "always").filter(plan::has).map(plan::remove).findFirst().orElseThrow();
    var tracks = plan.putArray(TRACKS);
    tracks.addObject().put("name", Track.MAIN).set(STEPS, levels);
    plan.putObject(REQUIRED).put("kind", "ALL");
    return tracks;
  }

  /** Ends the tracks without a level, though not the last one; a single one is not counted. */
  void tidy() {
    if (!(plan.get(TRACKS) instanceof ArrayNode tracks)) {
      return;
    }
    for (int index = tracks.size() - 1; index >= 0 && tracks.size() > 1; index--) {
      if (tracks.get(index).path(STEPS).isEmpty()) {
        tracks.remove(index);
      }
    }
    if (tracks.size() == 1) {
      single(tracks.get(0));
    }
  }

  private void single(JsonNode track) {
    plan.remove(REQUIRED);
    if (track.path("name").asText().equals(Track.MAIN)) {
      plan.remove(TRACKS);
      plan.set(STEPS, track.path(STEPS));
    }
  }
}
