package dev.countersign.request.read;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one person: the open steps of the roles the directory gives them, without those
 * they may not decide. The page and the count share one predicate, so they cannot disagree.
 */
public interface Inbox {

  /**
   * Counting stops here, so that the number on every page costs the same with a million pending.
   */
  int COUNT_CAP = 100;

  /** Oldest first, at most {@code limit} items after the given request. */
  Uni<List<InboxItem>> page(Viewer viewer, @Nullable UUID after, int limit);

  /** How many wait, but never more than {@link #COUNT_CAP}. */
  Uni<Integer> count(Viewer viewer);
}
