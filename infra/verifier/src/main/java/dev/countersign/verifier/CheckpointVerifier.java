package dev.countersign.verifier;

import static dev.countersign.verifier.Problem.CHECKPOINT_BROKEN;
import static dev.countersign.verifier.Problem.CHECKPOINT_MISSING;
import static dev.countersign.verifier.Problem.FORKED;
import static dev.countersign.verifier.Problem.ROLLED_BACK;
import static dev.countersign.verifier.Problem.SIGNATURE;

import dev.countersign.verifier.Checkpoint.Signed;
import dev.countersign.verifier.Finding.AtCheckpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks a partner's checkpoints: signatures, order, and agreement with the copies that somebody
 * kept where the database's owner cannot reach.
 */
public final class CheckpointVerifier {

  /** What the checkpoints cover, and what is wrong with themselves. */
  public record Walk(Covered covered, int checkpoints, List<Finding> findings) {
    public Walk {
      findings = List.copyOf(findings);
    }
  }

  private final String partner;
  private final Keys keys;
  private final List<Finding> findings = new ArrayList<>();
  private final Covered covered = new Covered();
  private String previous;

  private CheckpointVerifier(String partner, Keys keys) {
    this.partner = partner;
    this.keys = keys;
    this.previous = Hashes.rootOf(partner);
  }

  /**
   * Walks all of them.
   *
   * @param found those that stand beside the ledger
   * @param anchors those that were kept elsewhere; a kept one wins where the two differ
   */
  public static Walk walk(
      String partner, Keys keys, Collection<Signed> found, Collection<Signed> anchors) {
    return new CheckpointVerifier(partner, keys).walk(found, anchors);
  }

  private Walk walk(Collection<Signed> found, Collection<Signed> anchors) {
    var here = bySeq(found);
    var kept = bySeq(anchors);
    var all = new TreeSet<>(here.keySet());
    all.addAll(kept.keySet());
    var next = 0;
    for (int seq : all) {
      for (; next < seq; next++) {
        note(next, CHECKPOINT_MISSING);
      }
      next = seq + 1;
      take(seq, here.get(seq), kept.get(seq));
    }
    return new Walk(covered, all.size(), findings);
  }

  private SortedMap<Integer, Signed> bySeq(Collection<Signed> checkpoints) {
    var bySeq = new TreeMap<Integer, Signed>();
    for (Signed signed : checkpoints) {
      var seq = signed.checkpoint().seq();
      if (!keys.haveSigned(signed) || !signed.checkpoint().partner().equals(partner)) {
        note(seq, SIGNATURE);
        continue;
      }
      var other = bySeq.putIfAbsent(seq, signed);
      if (other != null && !other.hash().equals(signed.hash())) {
        note(seq, FORKED);
      }
    }
    return bySeq;
  }

  private void take(int seq, @Nullable Signed here, @Nullable Signed kept) {
    if (here == null) {
      note(seq, ROLLED_BACK);
    } else if (kept != null && !here.hash().equals(kept.hash())) {
      note(seq, FORKED);
    }
    var truth = kept != null ? kept : here;
    if (truth == null) {
      throw new IllegalStateException("Expected a checkpoint " + seq);
    }
    var continues = truth.checkpoint().previous().equals(previous);
    if (!covered.add(truth.checkpoint()) || !continues) {
      note(seq, CHECKPOINT_BROKEN);
    }
    previous = truth.hash();
  }

  private void note(int seq, Problem problem) {
    findings.add(new Finding(new AtCheckpoint(seq), problem));
  }
}
