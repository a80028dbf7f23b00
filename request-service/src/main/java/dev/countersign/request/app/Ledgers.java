package dev.countersign.request.app;

import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What is stored about requests, to be checked against itself. */
public interface Ledgers {

  /** A ledger beside the rows it should explain, and the verdicts given. */
  record StoredLedger(List<LedgerEntry> entries, Loaded rows, List<String> verdicts) {
    public StoredLedger {
      entries = List.copyOf(entries);
      verdicts = List.copyOf(verdicts);
    }
  }

  /** Every partner that has a ledger. */
  Uni<List<String>> partners();

  Uni<List<RequestId>> requests(String partner);

  Uni<Optional<StoredLedger>> find(String partner, RequestId request);
}
