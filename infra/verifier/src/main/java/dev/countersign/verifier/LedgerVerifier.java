package dev.countersign.verifier;

import dev.countersign.verifier.CheckpointVerifier.Walk;
import dev.countersign.verifier.Finding.AtEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a partner's ledgers, one request after the other, against what checkpoints name. Every
 * entry must be named and every named entry must be there: what stands under the last checkpoint is
 * complete, what came after it is none of its business.
 */
public final class LedgerVerifier {

  /** What was looked at and what is wrong; the first finding is the first bad entry. */
  public record Report(int checkpoints, int requests, int entries, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean isClean() {
      return findings.isEmpty();
    }

    /** The first entry that is not as it was written, in the order of request ids. */
    public Optional<AtEntry> firstBadEntry() {
      return findings.stream()
          .map(Finding::place)
          .filter(AtEntry.class::isInstance)
          .map(AtEntry.class::cast)
          .findFirst();
    }
  }

  private final String partner;
  private final Walk walk;
  private final Map<String, Integer> lengths = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private int entries;

  public LedgerVerifier(String partner, Walk walk) {
    this.partner = partner;
    this.walk = walk;
  }

  /** Takes all entries of a request, in the order in which they were found. */
  public void take(String request, List<Entry> chain) {
    entries += chain.size();
    if (lengths.put(request, chain.size()) != null) {
      findings.add(new Finding(new AtEntry(request, 0), Problem.NOT_COVERED));
      return;
    }
    ChainWalk.firstBad(partner, request, chain, walk.covered().of(request))
        .ifPresent(findings::add);
  }

  /** Takes a final outcome, which names the entry it follows from. */
  public void takeOutcome(String request, int ledgerSeq) {
    if (ledgerSeq >= lengths.getOrDefault(request, 0)) {
      findings.add(new Finding(new AtEntry(request, ledgerSeq), Problem.OUTCOME_WITHOUT_ENTRY));
    }
    if (!answered.add(request)) {
      findings.add(new Finding(new AtEntry(request, ledgerSeq), Problem.SECOND_OUTCOME));
    }
  }

  /** What was found; requests that are gone altogether are found now. */
  public Report finish() {
    for (String request : walk.covered().requests()) {
      if (!lengths.containsKey(request)) {
        findings.add(new Finding(new AtEntry(request, 0), Problem.MISSING));
      }
    }
    findings.sort(Comparator.comparing(LedgerVerifier::keyOf));
    var all = new ArrayList<>(findings);
    all.addAll(walk.findings());
    return new Report(walk.checkpoints(), lengths.size(), entries, all);
  }

  private static String keyOf(Finding finding) {
    return switch (finding.place()) {
      case AtEntry(var request, var seq) -> "%s %010d".formatted(request, seq);
      case Finding.AtCheckpoint(var seq) -> "%010d".formatted(seq);
    };
  }
}
