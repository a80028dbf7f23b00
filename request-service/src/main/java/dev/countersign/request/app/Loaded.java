package dev.countersign.request.app;

import dev.countersign.request.core.Context;
import dev.countersign.request.core.RequestState;
import java.util.List;

/** A request as the database has it now, with the clock and the directory of the same moment. */
public record Loaded(
    Dossier dossier,
    RequestState state,
    int version,
    Head head,
    List<CastVote> votes,
    Context context) {
  public Loaded {
    votes = List.copyOf(votes);
  }
}
