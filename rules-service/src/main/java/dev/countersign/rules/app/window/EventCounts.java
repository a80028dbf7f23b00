package dev.countersign.rules.app.window;

import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.window.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Where events are counted, so that every instance sees what the others have counted. */
public interface EventCounts {

  /**
   * Counts events in this order and tells what was counted before each. One that is counted already
   * gets the number that it got then. Whoever counts beside waits for the end of the transaction.
   */
  Uni<List<BigDecimal>> count(SqlConnection tx, List<Occurrence> occurrences);

  /** What counting would tell, of what was counted by an instant; nothing is written. */
  Uni<List<BigDecimal>> look(SqlConnection tx, List<Occurrence> occurrences, Instant known);

  /** Forgets what was counted, and happened, before an instant; tells how much that was. */
  Uni<Integer> forget(SqlConnection tx, PartnerId partner, Instant before);
}
