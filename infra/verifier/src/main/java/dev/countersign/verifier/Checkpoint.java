package dev.countersign.verifier;

import java.util.List;

/**
 * A signed statement of what a partner's ledgers held (N-04). It lists what was appended since the
 * one before; all of them together therefore name every entry.
 *
 * @param previous SHA-256 of the body of the checkpoint before; hex
 * @param requests how many requests this and all earlier checkpoints cover
 * @param entries how many entries this and all earlier checkpoints cover
 */
public record Checkpoint(
    String partner,
    int seq,
    String previous,
    String keyId,
    long requests,
    long entries,
    List<Chain> chains) {

  public Checkpoint {
    chains = List.copyOf(chains);
  }

  /** The hashes of a request's entries from one seq on. */
  public record Chain(String request, int from, List<String> hashes) {
    public Chain {
      hashes = List.copyOf(hashes);
    }
  }

  /**
   * A checkpoint with the bytes that were signed.
   *
   * @param checkpoint what the body says; whoever reads the body answers for that
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by their hash.
  public record Signed(Checkpoint checkpoint, byte[] body, byte[] signature) {
    String hash() {
      return Hashes.sha256(body);
    }
  }
}
