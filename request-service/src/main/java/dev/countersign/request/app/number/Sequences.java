package dev.countersign.request.app.number;

import dev.countersign.request.core.number.Sequence;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A partner's sequences. Every call sees one partner's only. */
public interface Sequences {

  /** The id of a sequence of a partner. */
  record SequenceKey(String partner, UUID id) {}

  /** Creates a sequence whose next number counts one more than {@code current}. */
  Uni<Answer<StoredSequence>> create(String partner, Sequence sequence, long current);

  /** Changes what further numbers look like; what was issued stays. */
  Uni<Answer<StoredSequence>> update(SequenceKey key, Sequence sequence, int version);

  /** Ends a sequence. Its numbers stay issued. */
  Uni<Answer<StoredSequence>> delete(SequenceKey key, int version);

  Uni<Optional<StoredSequence>> find(SequenceKey key);

  /** At most {@code limit} sequences by id, after the one given. */
  Uni<List<StoredSequence>> list(String partner, UUID after, int limit);
}
