package dev.countersign.rules.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.rules.app.window.EventCounts;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.window.Occurrence;
import dev.countersign.rules.json.Digests;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/**
 * Counts in PostgreSQL, whole batches at a time. Who counts for a group holds its lock to the end
 * of the transaction: of two events at once, one sees the other.
 */
@ApplicationScoped
class PostgresEventCounts implements EventCounts {

  /** Groups share locks, so that instances and long batches cannot take more than there are. */
  private static final int LOCKS = 4096;

  /**
   * Ascending, so that two batches cannot wait for each other. What nobody waits for any more ends
   * by itself, and with it its locks.
   */
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtext('counted_event'), bucket)
        from (select set_config('statement_timeout', '20s', true)) patience, unnest($1::int[]) bucket
      """;

  private static final String ASKED =
      """
       unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
         $7::text[], $8::int[]) with ordinality
         as asked (partner_id, operation, measure, grouping_digest, event_digest, occurred_at,
           amount, window_seconds, turn)
      """;

  private static final String EVENT =
      " partner_id, operation, measure, grouping_digest, event_digest ";

  private static final String ADD =
      "insert into rules.counted_event ("
          + EVENT
          + ", occurred_at, amount) select "
          + EVENT
          + ", occurred_at, amount::numeric from "
          + ASKED
          + " order by turn on conflict do nothing";

  private static final String FULLEST =
      """
       rules.fullest_window(asked.partner_id, asked.operation, asked.measure,
         asked.grouping_digest, %s, asked.window_seconds, %s)
      """;

  /** What was read by an attempt that got no further is not read again. */
  private static final String READ =
      "insert into rules.window_reading ("
          + EVENT
          + ", window_seconds, before) select "
          + EVENT
          + ", window_seconds, "
          + FULLEST.formatted("own.occurred_at", "own.place - 1")
          + " from "
          + ASKED
          + " join rules.counted_event own using ("
          + EVENT
          + ") left join rules.window_reading known using ("
          + EVENT
          + ", window_seconds) where known.before is null on conflict do nothing";

  private static final String TELL =
      "select before from "
          + ASKED
          + " join rules.window_reading using ("
          + EVENT
          + ", window_seconds) order by turn";

  private static final String LAST =
      """
       coalesce((
         select max(place) from rules.counted_event last
         where last.partner_id = asked.partner_id and last.operation = asked.operation
           and last.measure = asked.measure and last.grouping_digest = asked.grouping_digest
           and last.counted_at <= $9), 0)
      """;

  private static final String LOOK =
      "select coalesce(before, "
          + FULLEST.formatted(
              "coalesce(own.occurred_at, asked.occurred_at)",
              "coalesce(own.place - 1, " + LAST + ")")
          + ") as before from "
          + ASKED
          + " left join rules.counted_event own using ("
          + EVENT
          + ") left join rules.window_reading using ("
          + EVENT
          + ", window_seconds) order by turn";

  private static final String FORGET =
      """
      delete from rules.counted_event
      where partner_id = $1 and counted_at < $2 and occurred_at < $2
      """;

  @Override
  public Uni<List<BigDecimal>> count(SqlConnection tx, List<Occurrence> occurrences) {
    var asked = asked(occurrences);
    return tx.preparedQuery(LOCK)
        .execute(Tuple.tuple().addArrayOfInteger(locks(occurrences)))
        .chain(() -> tx.preparedQuery(ADD).execute(Tuple.tuple(asked)))
        .chain(() -> tx.preparedQuery(READ).execute(Tuple.tuple(asked)))
        .chain(() -> tx.preparedQuery(TELL).execute(Tuple.tuple(asked)))
        .map(rows -> before(rows, occurrences));
  }

  @Override
  public Uni<List<BigDecimal>> look(SqlConnection tx, List<Occurrence> occurrences, Instant known) {
    var asked = new ArrayList<>(asked(occurrences));
    asked.add(known.atOffset(ZoneOffset.UTC));
    return tx.preparedQuery(LOOK)
        .execute(Tuple.tuple(asked))
        .map(rows -> before(rows, occurrences));
  }

  @Override
  public Uni<Integer> forget(SqlConnection tx, PartnerId partner, Instant before) {
    return tx.preparedQuery(FORGET)
        .execute(Tuple.of(partner.value(), before.atOffset(ZoneOffset.UTC)))
        .map(RowSet::rowCount);
  }

  private static List<BigDecimal> before(RowSet<Row> rows, List<Occurrence> occurrences) {
    var before =
        StreamSupport.stream(rows.spliterator(), false).map(row -> row.getBigDecimal("before"));
    var all = before.toList();
    if (all.size() != occurrences.size()) {
      throw new IllegalStateException(
          "Counted %d of %d occurrences".formatted(all.size(), occurrences.size()));
    }
    return all;
  }

  private static Integer[] locks(List<Occurrence> occurrences) {
    return occurrences.stream()
        .map(PostgresEventCounts::lock)
        .distinct()
        .sorted()
        .toArray(Integer[]::new);
  }

  /** By a text, whose hash every instance agrees on. */
  private static int lock(Occurrence it) {
    var counter =
        String.join("|", it.partner(), it.operation().value(), it.fact().measure(), it.group());
    return Math.floorMod(counter.hashCode(), LOCKS);
  }

  private static List<Object> asked(List<Occurrence> all) {
    return List.of(
        column(all, String[]::new, Occurrence::partner),
        column(all, String[]::new, it -> it.operation().value()),
        column(all, String[]::new, it -> it.fact().measure()),
        column(all, String[]::new, it -> Digests.ofContent(it.group().getBytes(UTF_8))),
        column(all, String[]::new, it -> it.occasion().event()),
        column(all, OffsetDateTime[]::new, it -> it.occasion().time().atOffset(ZoneOffset.UTC)),
        column(all, String[]::new, it -> it.amount().toPlainString()),
        column(all, Integer[]::new, it -> (int) it.fact().over().toSeconds()));
  }

  private static <T> T[] column(
      List<Occurrence> all, IntFunction<T[]> array, Function<Occurrence, T> value) {
    return all.stream().map(value).toArray(array);
  }
}
