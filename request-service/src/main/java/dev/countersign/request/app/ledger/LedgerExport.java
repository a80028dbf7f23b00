package dev.countersign.request.app.ledger;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A partner's ledgers as of one checkpoint, page by page. What stands under a checkpoint never
 * changes, so the pages fit together although each is read by itself.
 */
public interface LedgerExport {

  /** Where a page ends; the next one begins behind it. */
  record Place(UUID request, int seq) {
    public static final Place BEFORE_ALL = new Place(new UUID(0, 0), -1);
  }

  /** A checkpoint with the bytes that were signed. */
  record CheckpointLine(int seq, String body, String signature) {}

  /** An entry with the bytes that were hashed. */
  record EntryLine(
      UUID requestId, int seq, Instant time, String prevHash, String hash, String body) {}

  /** An outcome of a request, or of an event that needed none. */
  record OutcomeLine(UUID id, String verdict, String body) {}

  /** The last checkpoint's seq, or -1 if there is none. */
  Uni<Integer> lastCheckpoint(String partner);

  Uni<List<CheckpointLine>> checkpoints(String partner, int after, int upTo);

  Uni<List<EntryLine>> entries(String partner, int upTo, Place after);

  /** Outcomes that follow from entries under the checkpoint, and those that need no entry. */
  Uni<List<OutcomeLine>> outcomes(String partner, int upTo, UUID after);
}
