package dev.countersign.request.app;

import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** What changes of the directory leave to be looked at, found by whom open steps ask. */
public interface PoolReviews {

  /** A change that is due: whose steps it concerns, and how far they have been looked at. */
  record Due(String partner, long id, String key, UUID after, int round) {}

  /** The requests of one page that may have too few people now, or enough again. */
  record Page(List<RequestId> requests, UUID last, boolean isLast) {
    public Page {
      requests = List.copyOf(requests);
    }
  }

  /** The partners for whom something is due by the clock of the database. */
  Uni<List<String>> partners();

  /** Takes some of what is due, so that nobody else works on it for a minute. */
  Uni<List<Due>> claim(String partner);

  Uni<Page> page(Due due);

  /** Notes that a page is done, and with the last one that the change is, or has another round. */
  Uni<Void> done(Due due, Page page);

  /** Compares what policies ask for with who is there now; a leave may have begun or ended. */
  Uni<Void> checkPolicies(String partner);
}
