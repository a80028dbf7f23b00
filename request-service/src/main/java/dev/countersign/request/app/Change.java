package dev.countersign.request.app;

import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.step.Tracks;
import java.util.List;
import java.util.Optional;

/**
 * Everything one ruling writes: the state before and after, its ledger entries and its answer. When
 * a new iteration begins, {@code left} is how the one before it stands from then on.
 */
public record Change(
    Dossier was,
    Dossier dossier,
    Optional<Evaluation> opened,
    RequestState before,
    RequestState after,
    Optional<Tracks> left,
    int version,
    List<RequestEvent> events,
    List<LedgerEntry> entries,
    Optional<OutcomeEntry> outcome,
    Optional<CastVote> vote) {
  public Change {
    events = List.copyOf(events);
    entries = List.copyOf(entries);
  }

  /** The head of the chain after this change. */
  public Head head() {
    var last = entries.getLast();
    return new Head(last.seq(), last.hash());
  }

  public boolean opens() {
    return before instanceof RequestState.NotOpened;
  }

  /** Whether an existing request is asked anew by this. */
  public boolean iterates() {
    return !opens() && was.iteration() != dossier.iteration();
  }
}
