package dev.countersign.request.app;

import dev.countersign.request.app.Ledgers.Shown;
import dev.countersign.request.app.Ledgers.StoredLedger;
import dev.countersign.request.app.message.InvalidMessage;
import dev.countersign.request.app.message.LedgerReader;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.RequestState;
import dev.countersign.request.core.RequestState.Closed;
import dev.countersign.request.core.RequestState.NotOpened;
import dev.countersign.verifier.ChainWalk;
import dev.countersign.verifier.Entry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * V7: walks ledgers, computes every link anew, folds the events into a state and compares it with
 * the rows. What it finds is either nothing or something to wake people for.
 */
@ApplicationScoped
public class VerifyLedger {

  /** What was walked, and what does not fit. */
  public record Report(int requests, int entries, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    Report plus(Report other) {
      var all = new ArrayList<>(findings);
      all.addAll(other.findings());
      return new Report(requests + other.requests(), entries + other.entries(), all);
    }
  }

  /** One thing that is not as it must be. */
  public record Finding(String partner, RequestId request, String problem) {}

  private static final Report NOTHING = new Report(0, 0, List.of());

  private final Ledgers ledgers;

  VerifyLedger(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /** All partners' ledgers, for who runs the installation. */
  public Uni<Report> all(Actor.Service actor) {
    return ledgers
        .partners()
        .onItem()
        .transformToMulti(Multi.createFrom()::<String>iterable)
        .onItem()
        .transformToUniAndConcatenate(this::partner)
        .collect()
        .in(() -> new Report[] {NOTHING}, (sum, report) -> sum[0] = sum[0].plus(report))
        .map(sum -> sum[0]);
  }

  /** The ledgers of the actor's own partner. */
  public Uni<Report> ofPartner(Actor.Human actor) {
    return partner(actor.partner());
  }

  private Uni<Report> partner(String partner) {
    return ledgers
        .requests(partner)
        .onItem()
        .transformToMulti(Multi.createFrom()::<RequestId>iterable)
        .onItem()
        .transformToUniAndConcatenate(request -> request(partner, request))
        .collect()
        .in(() -> new Report[] {NOTHING}, (sum, report) -> sum[0] = sum[0].plus(report))
        .map(sum -> sum[0]);
  }

  private Uni<Report> request(String partner, RequestId request) {
    return ledgers
        .find(partner, request)
        .map(found ->
            found
                .map(ledger -> check(partner, request, ledger))
                .orElseGet(() -> report(partner, request, 0, List.of("The head has no request."))));
  }

  private static Report check(String partner, RequestId request, StoredLedger ledger) {
    var problems = new ArrayList<String>();
    checkChain(partner, request, ledger, problems);
    checkState(ledger, problems);
    return report(partner, request, ledger.entries().size(), problems);
  }

  private static void checkChain(
      String partner, RequestId request, StoredLedger ledger, List<String> problems) {
    var entries = ledger.entries().stream().map(VerifyLedger::entry).toList();
    var bad = ChainWalk.firstBad(partner, request.value().toString(), entries);
    if (bad.isPresent()) {
      problems.add(bad.orElseThrow().toString());
      return;
    }
    if (entries.isEmpty() || !isHead(ledger.entries().getLast(), ledger)) {
      problems.add("The head is not the last entry.");
    }
  }

  private static boolean isHead(LedgerEntry last, StoredLedger ledger) {
    return new Head(last.seq(), last.hash()).equals(ledger.head());
  }

  private static Entry entry(LedgerEntry entry) {
    var hex = HexFormat.of();
    return new Entry(
        entry.seq(), hex.formatHex(entry.prevHash()), hex.formatHex(entry.hash()), entry.body());
  }

  private static void checkState(StoredLedger ledger, List<String> problems) {
    RequestState state = new NotOpened();
    try {
      for (LedgerEntry entry : ledger.entries()) {
        state = state.evolve(LedgerReader.read(entry.body(), state));
      }
    } catch (InvalidMessage | IllegalStateException e) {
      problems.add("The entries tell no story: " + e.getMessage());
      return;
    }
    var expected = Shown.of(state);
    if (!expected.status().equals(ledger.shown().status())) {
      problems.add("The entries lead to another state than the rows show.");
    } else if (!expected.steps().equals(ledger.shown().steps())) {
      problems.add("The entries lead to other steps than the rows show.");
    }
    checkVerdicts(state, ledger, problems);
  }

  private static void checkVerdicts(
      RequestState state, StoredLedger ledger, List<String> problems) {
    var last = ledger.verdicts().stream().filter(verdict -> !verdict.equals("QUARANTINED")).count();
    var expected = state instanceof Closed ? 1 : 0;
    if (last != expected) {
      problems.add("Expected " + expected + " final outcomes, but there are " + last + ".");
    }
  }

  private static Report report(
      String partner, RequestId request, int entries, List<String> problems) {
    return new Report(
        1,
        entries,
        problems.stream().map(problem -> new Finding(partner, request, problem)).toList());
  }
}
