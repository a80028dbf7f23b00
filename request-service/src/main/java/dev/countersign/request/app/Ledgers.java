package dev.countersign.request.app;

import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What is stored about requests, to be checked against itself. */
public interface Ledgers {

  /** A ledger beside the rows it should explain, and the verdicts given. */
  record StoredLedger(List<LedgerEntry> entries, Head head, Shown shown, List<String> verdicts) {
    public StoredLedger {
      entries = List.copyOf(entries);
      verdicts = List.copyOf(verdicts);
    }
  }

  /** What the rows show: the request's status, and one line for each step of its iteration. */
  record Shown(String status, List<String> steps) {
    public Shown {
      steps = List.copyOf(steps);
    }

    /** What the rows must show if the ledger tells of this state. */
    public static Shown of(RequestState state) {
      var steps =
          Statuses.tracksOf(state).steps().stream()
              .map(step ->
                  String.join(
                      " ",
                      Integer.toString(step.no()),
                      step.status().name(),
                      Integer.toString(step.activation().needed()),
                      Integer.toString(step.activation().poolSize()),
                      Integer.toString(step.activation().rung()),
                      Integer.toString(step.tally().approved()),
                      Integer.toString(step.tally().rejected())))
              .toList();
      return new Shown(Statuses.of(state), steps);
    }
  }

  /** Every partner that has a ledger. */
  Uni<List<String>> partners();

  Uni<List<RequestId>> requests(String partner);

  Uni<Optional<StoredLedger>> find(String partner, RequestId request);
}
