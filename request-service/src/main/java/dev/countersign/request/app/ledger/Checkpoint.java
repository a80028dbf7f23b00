package dev.countersign.request.app.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a partner's ledgers held at a moment: the hash of every entry that was appended since the
 * checkpoint before, and how many requests and entries all of them cover.
 *
 * @param previous the hash of the checkpoint before
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes are the point.
public record Checkpoint(
    String partner,
    int seq,
    byte[] previous,
    Instant at,
    long requests,
    long entries,
    List<Links> chains) {

  /** As many entries as one checkpoint names; more take another one. */
  public static final int MOST_ENTRIES = 1_000;

  /** As many entries as are looked for at once: each look reads what was named shortly before. */
  public static final int MOST_AT_ONCE = 20 * MOST_ENTRIES;

  public Checkpoint {
    chains = List.copyOf(chains);
  }

  /** The hashes of a request's entries from one seq on. */
  public record Links(UUID request, int from, List<byte[]> hashes) {
    public Links {
      hashes = List.copyOf(hashes);
    }

    public int to() {
      return from + hashes.size() - 1;
    }
  }
}
