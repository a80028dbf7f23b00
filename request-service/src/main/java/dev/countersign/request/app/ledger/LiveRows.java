package dev.countersign.request.app.ledger;

import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The live rows of requests beside those that their ledgers alone would make. */
public interface LiveRows {

  /** One row: its table, and what names it there. */
  record RowName(String table, String key) {}

  /**
   * One request twice: as its ledger tells it and as its rows show it, columns as texts. A ledger
   * that is no chain or tells no story rebuilds nothing, and {@code broken} says why.
   */
  record Told(
      RequestId request,
      int entries,
      Optional<String> broken,
      Map<RowName, Map<String, String>> rebuilt,
      Map<RowName, Map<String, String>> live) {
    public Told {
      rebuilt = Map.copyOf(rebuilt);
      live = Map.copyOf(live);
    }
  }

  /** The partner's requests whose id is greater, by id; each as of one moment. */
  Uni<List<Told>> after(String partner, UUID id, int limit);
}
