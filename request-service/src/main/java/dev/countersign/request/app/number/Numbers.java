package dev.countersign.request.app.number;

import dev.countersign.request.app.number.Sequences.SequenceKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The numbers of sequences: each is issued once, and accounted for ever after (F-177, F-178). */
public interface Numbers {

  /** A counter set by hand: to what, why, and under which approved request. */
  record Reset(long to, String reason, UUID approval) {}

  /** The next number for a key, or the one the key has. */
  Uni<Answer<IssuedNumber>> reserve(SequenceKey sequence, String key, String by);

  /** Notes that no document bears the number, and why. */
  Uni<Answer<IssuedNumber>> voidNumber(
      SequenceKey sequence, String number, String reason, String by);

  /** Sets the counter of the present period. */
  Uni<Answer<StoredSequence>> reset(SequenceKey sequence, Reset reset, String by);

  /** At most {@code limit} numbers that sort after the one given, by number. */
  Uni<List<IssuedNumber>> list(SequenceKey sequence, String after, int limit);
}
