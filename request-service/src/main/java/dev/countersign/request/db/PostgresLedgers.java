package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Head;
import dev.countersign.request.app.LedgerEntry;
import dev.countersign.request.app.Ledgers;
import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Ledgers as they stand; partners are found by the role that sees ids alone. */
@ApplicationScoped
class PostgresLedgers implements Ledgers {
  private static final String PARTNERS =
      "select distinct partner_id from request.ledger_head order by partner_id";
  private static final String REQUESTS =
      "select request_id from request.ledger_head where partner_id = $1 order by request_id";
  private static final String ENTRIES =
      """
      select seq, ce_id, ce_type, ce_time, prev_hash, hash, body from request.ledger
      where partner_id = $1 and request_id = $2 order by seq
      """;
  private static final String SHOWN =
      """
      select r.status, h.seq, h.hash from request.request r
      join request.ledger_head h on h.partner_id = r.partner_id and h.request_id = r.id
      where r.partner_id = $1 and r.id = $2
      """;
  private static final String STEPS =
      """
      select concat_ws(' ', s.no, s.status, coalesce(s.needed, 0), coalesce(s.pool_size, 0),
        s.rung, s.approved, s.rejected)
      from request.request r join request.step s on s.partner_id = r.partner_id
        and s.request_id = r.id and s.iteration = r.iteration
      where r.partner_id = $1 and r.id = $2 order by s.no
      """;
  private static final String VERDICTS =
      "select verdict from request.outcome where partner_id = $1 and request_id = $2";

  private final TenantTransaction transaction;
  private final ScanPool scan;

  PostgresLedgers(TenantTransaction transaction, ScanPool scan) {
    this.transaction = transaction;
    this.scan = scan;
  }

  @Override
  public Uni<List<String>> partners() {
    return uni(scan.pool().getDelegate().query(PARTNERS).execute())
        .map(rows -> list(rows, row -> row.getString(0)));
  }

  @Override
  public Uni<List<RequestId>> requests(String partner) {
    return transaction.run(
        Set.of(partner),
        connection ->
            uni(
                connection
                    .getDelegate()
                    .preparedQuery(REQUESTS)
                    .execute(Tuple.of(partner))
                    .map(rows -> list(rows, row -> new RequestId(row.getUUID(0))))));
  }

  @Override
  public Uni<Optional<StoredLedger>> find(String partner, RequestId request) {
    var key = Tuple.of(partner, request.value());
    return transaction.run(Set.of(partner), connection -> uni(find(connection.getDelegate(), key)));
  }

  /** The lock keeps a decision from falling between the reads. */
  private static Future<Optional<StoredLedger>> find(SqlConnection connection, Tuple key) {
    var lock = new Rows(ReadSql.LOCK, String.class, UUID.class);
    lock.add(key.getString(0), key.getUUID(1));
    var locked = lock.send(connection);
    var rows = connection.preparedQuery(SHOWN).execute(key);
    var steps = connection.preparedQuery(STEPS).execute(key);
    var entries = connection.preparedQuery(ENTRIES).execute(key);
    var verdicts = connection.preparedQuery(VERDICTS).execute(key);
    return Future.all(locked, rows, steps, entries, verdicts)
        .map(_ ->
            list(rows.result(), row -> row).stream()
                .findFirst()
                .map(row ->
                    new StoredLedger(
                        list(entries.result(), PostgresLedgers::entry),
                        new Head(row.getInteger(1), row.getBuffer(2).getBytes()),
                        new Shown(
                            row.getString(0), list(steps.result(), step -> step.getString(0))),
                        list(verdicts.result(), verdict -> verdict.getString(0)))));
  }

  private static LedgerEntry entry(Row row) {
    return new LedgerEntry(
        row.getInteger(0),
        row.getUUID(1),
        row.getString(2),
        row.getOffsetDateTime(3).toInstant(),
        row.getBuffer(4).getBytes(),
        row.getBuffer(5).getBytes(),
        row.getBuffer(6).getBytes());
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    var list = new ArrayList<T>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }
}
