package dev.countersign.request.app.ledger;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** The checkpoints of ledgers. */
public interface Checkpoints {

  /** How far back to look for entries that no checkpoint names. */
  enum Sweep {
    /** Since two minutes before the last checkpoint: what is appended shows up within moments. */
    RECENT,
    /** Since an hour before it: what a stalled commit brought late. */
    LATE,
    /** Everything. */
    ALL
  }

  /** A checkpoint as it is stored and published. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes are the point.
  record Signed(Checkpoint checkpoint, byte[] body, byte[] signature) {}

  /** Every partner that has a ledger. */
  Uni<List<String>> partners();

  /**
   * Appends the partner's next checkpoints, if there is something to name; one instance at a time.
   *
   * @return how many entries they name, at most {@link Checkpoint#MOST_AT_ONCE}
   */
  Uni<Integer> append(String partner, Sweep sweep, Function<Checkpoint, Signed> sign);
}
