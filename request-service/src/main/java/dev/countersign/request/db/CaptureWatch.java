package dev.countersign.request.db;

import dev.countersign.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Looks at the slots that events and outcomes are published from. The connector itself goes on
 * trying for a long time when its slot is lost, so somebody else has to say it: by an error in the
 * log, and by the gauges {@code countersign_capture_lost_slots} and {@code
 * countersign_capture_lag_bytes}.
 */
@ApplicationScoped
public class CaptureWatch {
  private static final Logger LOG = Logger.getLogger(CaptureWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final String SLOTS =
      """
      select slot_name, wal_status = 'lost' or invalidation_reason is not null,
        coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint
      from pg_replication_slots where slot_type = 'logical' and database = current_database()
      """;

  private final Pool pool;
  private final Rounds rounds;
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicLong lag = new AtomicLong();
  private volatile Set<String> reported = Set.of();

  CaptureWatch(Vertx vertx, Pool pool, MeterRegistry metrics) {
    this.pool = pool;
    this.rounds = new Rounds(vertx, this::look, CaptureWatch::fail);
    metrics.gauge("countersign.capture.lost.slots", lost);
    metrics.gauge("countersign.capture.lag.bytes", lag);
  }

  void start(@Observes StartupEvent event) {
    rounds.startAfter(EVERY);
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop();
  }

  private Uni<Duration> look() {
    return pool.query(SLOTS).execute().invoke(this::note).replaceWith(EVERY);
  }

  private static Duration fail(Throwable failure) {
    LOG.debugf("slots not seen, looking again: %s", failure);
    return EVERY;
  }

  private void note(RowSet<Row> slots) {
    var now = new HashSet<String>();
    var furthest = 0L;
    for (Row slot : slots) {
      furthest = Math.max(furthest, slot.getLong(2));
      if (slot.getBoolean(1)) {
        now.add(slot.getString(0));
      }
    }
    lost.set(now.size());
    lag.set(furthest);
    for (String slot : now) {
      if (!reported.contains(slot)) {
        LOG.errorf(
            "slot=%s is lost: nothing is published from it; see docs/operations/capture.md", slot);
      }
    }
    reported = Set.copyOf(now);
  }

  /** The slots that were lost when it last looked. */
  public Set<String> lostSlots() {
    return reported;
  }
}
