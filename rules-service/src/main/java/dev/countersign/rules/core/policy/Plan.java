package dev.countersign.rules.core.policy;

import java.util.List;
import java.util.stream.Stream;

/** Who is asked: tracks side by side, and how many of them must be approved (F-089, F-091). */
public record Plan(List<Track> tracks, Quorum tracksRequired) {

  public Plan {
    tracks = List.copyOf(tracks);
  }

  /** One track, the usual case (C-12). */
  public static Plan of(List<Step> steps) {
    return new Plan(List.of(new Track(Track.MAIN, steps)), Quorum.EVERYONE);
  }

  /** All steps of all tracks. */
  public Stream<Step> steps() {
    return tracks.stream().flatMap(track -> track.steps().stream());
  }
}
