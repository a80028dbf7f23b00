package dev.countersign.rules.core.policy;

import dev.countersign.rules.core.Path;
import java.util.Optional;

/** Where an approver must be at home (F-094, F-135). */
public record Scope(Optional<Place> branch, Optional<Place> location) {

  public static final Scope EVERYWHERE = new Scope(Optional.empty(), Optional.empty());

  /** A branch or a location. */
  public sealed interface Place {

    /** This one. */
    record Named(String name) implements Place {}

    /** The one that the event names at this path. */
    record FromFact(Path path) implements Place {}
  }
}
