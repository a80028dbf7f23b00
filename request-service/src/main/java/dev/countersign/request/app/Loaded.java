package dev.countersign.request.app;

import dev.countersign.request.core.Context;
import dev.countersign.request.core.RequestEvent;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.people.Directory;
import java.util.List;

/**
 * A request as its ledger tells it, with the clock and the directory of the same moment, and the
 * votes that the person who asks gave before.
 */
public record Loaded(
    Dossier dossier,
    RequestState state,
    int version,
    Head head,
    List<RequestEvent> history,
    List<CastVote> earlier,
    Context context) {
  public Loaded {
    history = List.copyOf(history);
    earlier = List.copyOf(earlier);
  }

  public Loaded with(Context next) {
    return new Loaded(dossier, state, version, head, history, earlier, next);
  }

  public Loaded with(Directory directory, List<CastVote> votes) {
    var next = new Context(context.now(), directory);
    return new Loaded(dossier, state, version, head, history, votes, next);
  }
}
