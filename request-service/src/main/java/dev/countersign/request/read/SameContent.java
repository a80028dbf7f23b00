package dev.countersign.request.read;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds requests that ask for the same thing again: the operation and the material fields agree.
 */
public interface SameContent {

  /** The others, newest first; empty if there is no such request of the viewer's partner. */
  Uni<Optional<List<RequestSummary>>> others(Viewer viewer, UUID id);
}
