package dev.countersign.request.db.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.ledger.LedgerExport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Pages of the export, each in a short transaction. */
@ApplicationScoped
class PostgresLedgerExport implements LedgerExport {
  private static final int PAGE = 500;
  private static final String LAST =
      """
      select coalesce(max(seq), -1) as seq from request.ledger_checkpoint where partner_id = $1
      """;
  private static final String CHECKPOINTS =
      """
      select seq, body, ce_signature from request.ledger_checkpoint
      where partner_id = $1 and seq > $2 and seq <= $3 order by seq limit 20
      """;

  /** The pages follow coverage, so an entry that no checkpoint names is in none. */
  private static final String ENTRIES =
      """
      select l.request_id, l.seq, l.ce_time, l.prev_hash, l.hash, l.body
      from (select c.request_id, c.from_seq, c.to_seq from request.ledger_coverage c
        where c.partner_id = $1 and c.checkpoint <= $2
          and (c.request_id > $3 or (c.request_id = $3 and c.to_seq > $4))
        order by c.request_id, c.from_seq limit $5) c
      cross join lateral (select * from request.ledger e where e.partner_id = $1
        and e.request_id = c.request_id and e.seq between c.from_seq and c.to_seq
        and (e.request_id > $3 or e.seq > $4) order by e.seq) l
      order by l.request_id, l.seq limit $5
      """;

  private static final String OUTCOMES =
      """
      select o.id, o.verdict, o.body from request.outcome o
      where o.partner_id = $1 and o.id > $3 and (o.request_id is null or exists (
        select from request.ledger_coverage c where c.partner_id = $1
          and c.request_id = o.request_id and c.checkpoint <= $2
          and c.to_seq >= (convert_from(o.body, 'UTF8')::jsonb ->> 'ledgerSeq')::int))
      order by o.id limit $4
      """;

  private final TenantTransaction transaction;

  PostgresLedgerExport(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Integer> lastCheckpoint(String partner) {
    return read(partner, LAST, Tuple.of(partner), row -> row.getInteger("seq")).map(List::getFirst);
  }

  @Override
  public Uni<List<CheckpointLine>> checkpoints(String partner, int after, int upTo) {
    return read(
        partner,
        CHECKPOINTS,
        Tuple.of(partner, after, upTo),
        row ->
            new CheckpointLine(
                row.getInteger("seq"), text(row, "body"), row.getString("ce_signature")));
  }

  @Override
  public Uni<List<EntryLine>> entries(String partner, int upTo, Place after) {
    return read(
        partner,
        ENTRIES,
        Tuple.of(partner, upTo, after.request(), after.seq(), PAGE),
        row ->
            new EntryLine(
                row.getUUID("request_id"),
                row.getInteger("seq"),
                row.getOffsetDateTime("ce_time").toInstant(),
                hex(row, "prev_hash"),
                hex(row, "hash"),
                text(row, "body")));
  }

  @Override
  public Uni<List<OutcomeLine>> outcomes(String partner, int upTo, UUID after) {
    return read(
        partner,
        OUTCOMES,
        Tuple.of(partner, upTo, after, PAGE),
        row -> new OutcomeLine(row.getUUID("id"), row.getString("verdict"), text(row, "body")));
  }

  private <T> Uni<List<T>> read(String partner, String sql, Tuple values, Function<Row, T> view) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(view).toList()));
  }

  private static String text(Row row, String column) {
    return new String(row.getBuffer(column).getBytes(), UTF_8);
  }

  private static String hex(Row row, String column) {
    return HexFormat.of().formatHex(row.getBuffer(column).getBytes());
  }
}
