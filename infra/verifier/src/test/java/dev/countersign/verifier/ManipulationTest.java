package dev.countersign.verifier;

import static dev.countersign.verifier.WrittenLedger.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.verifier.Checkpoint.Signed;
import dev.countersign.verifier.CheckpointVerifier.Walk;
import dev.countersign.verifier.Finding.AtCheckpoint;
import dev.countersign.verifier.Finding.AtEntry;
import dev.countersign.verifier.LedgerVerifier.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * N-04, R14: each of the seven manipulations at a thousand places chosen by chance, and each time
 * the first bad entry is named exactly. Whoever manipulates may do anything but sign.
 */
class ManipulationTest {
  private static final int POSITIONS = 1_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final WrittenLedger written = WrittenLedger.random(random, 25, 150);
  private final Walk walk = walk(written.checkpoints(), List.of());

  ManipulationTest() {
    System.out.println("seed " + seed);
  }

  @Test
  void whatIsAsItWasWrittenIsClean() {
    var report = verify(walk, written.chains());

    assertThat(report.findings()).as("seed " + seed).isEmpty();
    assertThat(report.entries()).isEqualTo(150);
    assertThat(report.requests()).isEqualTo(25);
  }

  @Test
  @DisplayName("N-04, R14, AD-02: a flipped bit is found, in the body or in a stored hash")
  void flippedByteIsFound() {
    everywhere((chains, at) -> {
      var entry = at.in(chains);
      switch (random.nextInt(3)) {
        case 0 ->
            at.replace(
                chains,
                new Entry(entry.seq(), entry.previous(), entry.hash(), flipped(entry.body())));
        case 1 ->
            at.replace(
                chains,
                new Entry(entry.seq(), flipped(entry.previous()), entry.hash(), entry.body()));
        default ->
            at.replace(
                chains,
                new Entry(entry.seq(), entry.previous(), flipped(entry.hash()), entry.body()));
      }
      return at.place();
    });
  }

  @Test
  @DisplayName("N-04, R14: a dropped row is found, renumbered or not")
  void droppedRowIsFound() {
    everywhere((chains, at) -> {
      var chain = at.chain(chains);
      chain.remove(at.seq());
      if (random.nextBoolean()) {
        rechain(chains, at.request());
      }
      return at.place();
    });
  }

  @Test
  @DisplayName("N-04, R14, AD-02: a truncated tail is found")
  void truncatedTailIsFound() {
    everywhere((chains, at) -> {
      var chain = at.chain(chains);
      chain.subList(at.seq(), chain.size()).clear();
      if (chain.isEmpty() && random.nextBoolean()) {
        chains.remove(at.request());
      }
      return at.place();
    });
  }

  @Test
  @DisplayName("N-04, R14: two swapped rows are found, renumbered, chained anew or not")
  void swappedRowsAreFound() {
    everywhere((chains, at) -> {
      var chain = at.chain(chains);
      if (chain.size() < 2) {
        return at.replaceBySomethingElse(chains);
      }
      var other = (at.seq() + 1 + random.nextInt(chain.size() - 1)) % chain.size();
      var one = chain.get(at.seq());
      var two = chain.get(other);
      chain.set(at.seq(), two);
      chain.set(other, one);
      switch (random.nextInt(3)) {
        case 0 -> renumber(chain);
        case 1 -> rechain(chains, at.request());
        default -> {}
      }
      return new AtEntry(at.request(), Math.min(at.seq(), other));
    });
  }

  @Test
  @DisplayName("N-04, R14: an inserted row is found, also at the end of a perfect chain")
  void insertedRowIsFound() {
    everywhere((chains, at) -> {
      var chain = at.chain(chains);
      var seq = at.seq() + random.nextInt(2);
      chain.add(seq, new Entry(seq, "00".repeat(32), "00".repeat(32), WrittenLedger.body(random)));
      rechain(chains, at.request());
      return new AtEntry(at.request(), seq);
    });
  }

  @Test
  @DisplayName("N-04, R14, AD-02: a ledger that is edited and chained anew is found")
  void rechainingIsFound() {
    everywhere((chains, at) -> {
      at.replace(
          chains,
          new Entry(at.seq(), "00".repeat(32), "00".repeat(32), WrittenLedger.body(random)));
      rechain(chains, at.request());
      return at.place();
    });
  }

  @Test
  @DisplayName("N-04, R14, D6: a database rolled back with its checkpoints is found by the anchors")
  void rollbackIsFound() {
    var all = written.checkpoints();
    for (var i = 0; i < POSITIONS; i++) {
      var kept = random.nextInt(all.size());
      var chains = asOf(all.subList(0, kept));
      var lost = firstLost(chains);
      if (random.nextBoolean()) {
        WrittenLedger.append(chains, lost.request(), WrittenLedger.body(random));
      }

      var walked = walk(all.subList(0, kept), all);
      var report = verify(walked, chains);

      assertThat(report.firstBadEntry()).as("seed %s, run %s", seed, i).contains(lost);
      assertThat(report.findings())
          .contains(new Finding(new AtCheckpoint(kept), Problem.ROLLED_BACK));
    }
  }

  @RepeatedTest(20)
  @DisplayName("N-04, AD-02: without the key no other history can be signed")
  void otherKeySignsNothing() {
    var forger = WrittenLedger.newKeys();
    var all = new ArrayList<>(written.checkpoints());
    var at = random.nextInt(all.size());
    all.set(at, WrittenLedger.sign(all.get(at).checkpoint(), forger));

    var walked = walk(all, List.of());

    assertThat(walked.findings())
        .as("seed " + seed)
        .contains(new Finding(new AtCheckpoint(at), Problem.SIGNATURE));
  }

  @Test
  @DisplayName("N-04: an altered, reordered or dropped checkpoint is found")
  void checkpointsAreCheckedToo() {
    for (var i = 0; i < POSITIONS; i++) {
      var all = new ArrayList<>(written.checkpoints());
      var at = random.nextInt(all.size() - 1);
      var signed = all.get(at);
      switch (random.nextInt(3)) {
        case 0 ->
            all.set(
                at, new Signed(signed.checkpoint(), flipped(signed.body()), signed.signature()));
        case 1 ->
            all.set(
                at, new Signed(signed.checkpoint(), signed.body(), flipped(signed.signature())));
        default -> all.remove(at);
      }

      assertThat(walk(all, List.of()).findings())
          .as("seed %s, run %s", seed, i)
          .extracting(Finding::place)
          .contains(new AtCheckpoint(at));
      if (i >= POSITIONS / 10) {
        return; // Signatures are slow; a hundred of these say enough.
      }
    }
  }

  @Test
  @DisplayName("N-04: a fork signed with the true key is found beside the anchor")
  void forkIsFound() {
    var one = WrittenLedger.random(new Random(1), 2, 4);
    var anchors = one.checkpoints();
    var last = anchors.getLast().checkpoint();
    var other =
        new Checkpoint(
            PARTNER, last.seq(), last.previous(), last.keyId(), 9, last.entries(), List.of());
    var walked =
        CheckpointVerifier.walk(
            PARTNER, one.keys(), withLast(anchors, one.signAgain(other)), anchors);

    assertThat(walked.findings())
        .contains(new Finding(new AtCheckpoint(last.seq()), Problem.FORKED));
  }

  private static List<Signed> withLast(List<Signed> all, Signed last) {
    var changed = new ArrayList<>(all.subList(0, all.size() - 1));
    changed.add(last);
    return changed;
  }

  /** Does something to a copy of the ledgers and says which entry must be named. */
  @FunctionalInterface
  private interface Manipulation {
    AtEntry at(SortedMap<String, List<Entry>> chains, Position position);
  }

  private void everywhere(Manipulation manipulation) {
    for (var i = 0; i < POSITIONS; i++) {
      var chains = written.chains();
      var requests = List.copyOf(chains.keySet());
      var request = requests.get(random.nextInt(requests.size()));
      var size = chains.getOrDefault(request, List.of()).size();
      var bad = manipulation.at(chains, new Position(request, random.nextInt(size)));

      var report = verify(walk, chains);

      assertThat(report.firstBadEntry()).as("seed %s, run %s", seed, i).contains(bad);
    }
  }

  /** An entry somewhere. */
  private record Position(String request, int seq) {
    List<Entry> chain(Map<String, List<Entry>> chains) {
      return chains.getOrDefault(request, List.of());
    }

    Entry in(Map<String, List<Entry>> chains) {
      return chain(chains).get(seq);
    }

    void replace(Map<String, List<Entry>> chains, Entry entry) {
      chain(chains).set(seq, entry);
    }

    /** A chain of one entry has none to swap with; an entry of another ledger takes its place. */
    AtEntry replaceBySomethingElse(Map<String, List<Entry>> chains) {
      var other =
          chains.entrySet().stream()
              .filter(chain -> !chain.getKey().equals(request))
              .findFirst()
              .orElseThrow();
      replace(chains, other.getValue().getFirst());
      return place();
    }

    AtEntry place() {
      return new AtEntry(request, seq);
    }
  }

  private Walk walk(Collection<Signed> found, Collection<Signed> anchors) {
    return CheckpointVerifier.walk(PARTNER, written.keys(), found, anchors);
  }

  private static Report verify(Walk walk, Map<String, List<Entry>> chains) {
    var verifier = new LedgerVerifier(PARTNER, walk);
    chains.forEach(verifier::take);
    return verifier.finish();
  }

  private static void renumber(List<Entry> chain) {
    for (var i = 0; i < chain.size(); i++) {
      var entry = chain.get(i);
      chain.set(i, new Entry(i, entry.previous(), entry.hash(), entry.body()));
    }
  }

  /** What an insider with every right on the database does: all links fit again. */
  private static void rechain(Map<String, List<Entry>> chains, String request) {
    var bodies = chains.getOrDefault(request, List.of()).stream().map(Entry::body).toList();
    chains.put(request, new ArrayList<>());
    bodies.forEach(body -> WrittenLedger.append(chains, request, body));
  }

  private SortedMap<String, List<Entry>> asOf(List<Signed> checkpoints) {
    var chains = new TreeMap<String, List<Entry>>();
    var full = written.chains();
    for (Signed signed : checkpoints) {
      for (var chain : signed.checkpoint().chains()) {
        var until = chain.from() + chain.hashes().size();
        var entries = full.getOrDefault(chain.request(), List.of());
        chains.put(chain.request(), new ArrayList<>(entries.subList(0, until)));
      }
    }
    return chains;
  }

  private AtEntry firstLost(Map<String, List<Entry>> chains) {
    return written.chains().entrySet().stream()
        .filter(it -> chains.getOrDefault(it.getKey(), List.of()).size() < it.getValue().size())
        .map(it -> new AtEntry(it.getKey(), chains.getOrDefault(it.getKey(), List.of()).size()))
        .findFirst()
        .orElseThrow();
  }

  private byte[] flipped(byte[] bytes) {
    var changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
    return changed;
  }

  private String flipped(String hex) {
    var at = random.nextInt(hex.length());
    var other = hex.charAt(at) == '0' ? '1' : '0';
    return hex.substring(0, at) + other + hex.substring(at + 1);
  }
}
