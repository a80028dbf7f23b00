package dev.countersign.request.app;

import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState;
import java.util.List;
import java.util.Optional;

/** Everything one ruling writes: the state before and after, its ledger entries and its answer. */
public record Change(
    Dossier dossier,
    Optional<Evaluation> opened,
    RequestState before,
    RequestState after,
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
}
