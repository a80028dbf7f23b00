package dev.countersign.verifier;

import dev.countersign.verifier.Checkpoint.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The entries that checkpoints name, by request: the hash of each, from the first on. */
public final class Covered {
  private final Map<String, List<String>> hashes = new TreeMap<>();
  private long entries;

  Covered() {}

  Set<String> requests() {
    return hashes.keySet();
  }

  List<String> of(String request) {
    return hashes.getOrDefault(request, List.of());
  }

  /** Whether the checkpoint goes on where the ones before ended; then it is taken in. */
  boolean add(Checkpoint checkpoint) {
    var goesOn =
        checkpoint.chains().stream().allMatch(chain -> chain.from() == of(chain.request()).size());
    checkpoint.chains().forEach(this::put);
    return goesOn && checkpoint.requests() == hashes.size() && checkpoint.entries() == entries;
  }

  private void put(Chain chain) {
    var known = hashes.computeIfAbsent(chain.request(), _ -> new ArrayList<>());
    for (var i = 0; i < chain.hashes().size(); i++) {
      var at = chain.from() + i;
      if (at == known.size()) {
        known.add(chain.hashes().get(i));
        entries++;
      }
    }
  }
}
