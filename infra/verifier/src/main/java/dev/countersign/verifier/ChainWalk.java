package dev.countersign.verifier;

import static dev.countersign.verifier.Problem.ALTERED;
import static dev.countersign.verifier.Problem.BROKEN_LINK;
import static dev.countersign.verifier.Problem.MISSING;
import static dev.countersign.verifier.Problem.NOT_COVERED;

import dev.countersign.verifier.Finding.AtEntry;
import java.util.List;
import java.util.Optional;

/** Walks one request's ledger from its first entry and computes every link anew. */
public final class ChainWalk {
  private ChainWalk() {}

  /** The first entry that does not fit to the one before it, by the chain alone. */
  public static Optional<Finding> firstBad(String partner, String request, List<Entry> entries) {
    var previous = Hashes.rootOf(partner, request);
    for (var at = 0; at < entries.size(); at++) {
      var entry = entries.get(at);
      var problem = problemOf(entry, at, previous);
      if (problem.isPresent()) {
        return found(request, at, problem.orElseThrow());
      }
      previous = entry.hash();
    }
    return Optional.empty();
  }

  /**
   * The first entry that is not the one a checkpoint names.
   *
   * @param named the hash of every entry there must be, in order
   */
  public static Optional<Finding> firstBad(
      String partner, String request, List<Entry> entries, List<String> named) {
    var previous = Hashes.rootOf(partner, request);
    for (var at = 0; at < Math.max(entries.size(), named.size()); at++) {
      if (at >= entries.size()) {
        return found(request, at, MISSING);
      }
      var entry = entries.get(at);
      if (at >= named.size()) {
        return found(request, at, NOT_COVERED);
      }
      var problem = problemOf(entry, at, previous);
      if (problem.isPresent()) {
        return found(request, at, problem.orElseThrow());
      }
      if (!entry.hash().equals(named.get(at))) {
        return found(request, at, ALTERED);
      }
      previous = entry.hash();
    }
    return Optional.empty();
  }

  private static Optional<Problem> problemOf(Entry entry, int at, String previous) {
    if (entry.seq() != at) {
      return Optional.of(MISSING);
    }
    if (!entry.previous().equals(previous)) {
      return Optional.of(BROKEN_LINK);
    }
    return entry.hash().equals(Hashes.link(previous, at, entry.body()))
        ? Optional.empty()
        : Optional.of(ALTERED);
  }

  private static Optional<Finding> found(String request, int seq, Problem problem) {
    return Optional.of(new Finding(new AtEntry(request, seq), problem));
  }
}
