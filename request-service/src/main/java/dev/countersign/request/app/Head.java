package dev.countersign.request.app;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The last entry of a request's ledger: the next one is chained to it. */
@SuppressWarnings("ArrayRecordComponent") // A hash is bytes, and equality is defined below.
public record Head(int seq, byte[] hash) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Head that && seq == that.seq && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return seq;
  }

  @Override
  public String toString() {
    return seq + ":" + HexFormat.of().formatHex(hash);
  }
}
