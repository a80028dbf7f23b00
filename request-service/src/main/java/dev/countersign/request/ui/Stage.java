package dev.countersign.request.ui;

import java.util.List;
import java.util.Optional;

/**
 * One point of a request's timeline: something that happened, is happening, or comes next. {@code
 * tone} is the colour the style sheet draws it in; the label says the same without colour.
 */
public record Stage(
    String tone, String label, String title, List<String> lines, List<Ballot> ballots) {

  /** A vote with the words it came with. */
  public record Ballot(
      String verb, boolean approval, Who by, Optional<Who> principal, String reason, Moment at) {}

  /** The step that waits for somebody now. */
  public boolean isOpen() {
    return tone.equals("waiting");
  }

  public Stage {
    lines = List.copyOf(lines);
    ballots = List.copyOf(ballots);
  }
}
