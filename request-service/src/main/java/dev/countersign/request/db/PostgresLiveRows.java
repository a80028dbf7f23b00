package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.LedgerEntry;
import dev.countersign.request.app.ledger.LiveRows;
import dev.countersign.request.app.message.InvalidMessage;
import dev.countersign.request.core.RequestId;
import dev.countersign.verifier.ChainWalk;
import dev.countersign.verifier.Entry;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads requests and their ledgers in one statement, so that both are of the same moment and no
 * decision has to wait.
 */
@ApplicationScoped
class PostgresLiveRows implements LiveRows {
  private static final String LEDGER = "ledger";
  private static final List<String> JSON_COLUMNS = List.of("material", "trace", "route");

  /** A row that lost its request, or a request that lost its chain, is found too. */
  private static final String PAGE =
      """
      with page as materialized (
        select id from (
          (select r.id from request.request r where r.partner_id = $1 and r.id > $2
            order by r.id limit $3)
          union
          (select h.request_id from request.ledger_head h where h.partner_id = $1
            and h.request_id > $2 order by h.request_id limit $3)) x(id)
        order by id limit $3)
      select page.id, t.tab, t.key, t.row::text, t.body, t.prev_hash, t.hash, t.seq from page
      cross join lateral (
        select 'request' as tab, r.id::text as key, to_jsonb(r) as row, null::bytea as body,
          null::bytea as prev_hash, null::bytea as hash, null::int as seq
        from request.request r where r.partner_id = $1 and r.id = page.id
        union all
        select 'ledger_head', h.request_id::text, to_jsonb(h), null, null, null, null
        from request.ledger_head h where h.partner_id = $1 and h.request_id = page.id
        union all
        select 'iteration', concat_ws('/', i.request_id, i.iteration),
          to_jsonb(i) - 'data' - 'facts', null, null, null, null
        from request.iteration i where i.partner_id = $1 and i.request_id = page.id
        union all
        select 'step', concat_ws('/', s.request_id, s.iteration, s.no), to_jsonb(s), null, null,
          null, null
        from request.step s where s.partner_id = $1 and s.request_id = page.id
        union all
        select 'decision', concat_ws('/', d.request_id, d.iteration, d.step_no, d.person_id),
          to_jsonb(d), null, null, null, null
        from request.decision d where d.partner_id = $1 and d.request_id = page.id
        union all
        select 'outcome', concat_ws('/', o.request_id,
            case o.verdict when 'QUARANTINED' then 'quarantined' else 'final' end),
          to_jsonb(o) - 'body', o.body, null, null, null
        from request.outcome o where o.partner_id = $1 and o.request_id = page.id
        union all
        select 'ledger', l.request_id::text, null, l.body, l.prev_hash, l.hash, l.seq
        from request.ledger l where l.partner_id = $1 and l.request_id = page.id) t
      order by page.id, t.tab, t.seq
      """;

  private final TenantTransaction transaction;

  PostgresLiveRows(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<List<Told>> after(String partner, UUID id, int limit) {
    return transaction.run(
        Set.of(partner),
        connection ->
            uni(connection.getDelegate().preparedQuery(PAGE).execute(Tuple.of(partner, id, limit)))
                .map(rows -> tell(partner, rows)));
  }

  private static List<Told> tell(String partner, RowSet<Row> rows) {
    var byRequest = new TreeMap<String, List<Row>>();
    for (Row row : rows) {
      byRequest.computeIfAbsent(row.getUUID(0).toString(), _ -> new ArrayList<>()).add(row);
    }
    return byRequest.values().stream().map(of -> tell(partner, of)).toList();
  }

  private static Told told(
      RequestId request, int entries, String broken, Map<RowName, Map<String, String>> live) {
    return new Told(request, entries, Optional.of(broken), Map.of(), live);
  }

  private static Told tell(String partner, List<Row> rows) {
    var request = new RequestId(rows.getFirst().getUUID(0));
    var entries = new ArrayList<LedgerEntry>();
    var live = new HashMap<RowName, Map<String, String>>();
    for (Row row : rows) {
      if (row.getString(1).equals(LEDGER)) {
        entries.add(entry(row));
      } else {
        live.put(new RowName(row.getString(1), row.getString(2)), columns(row));
      }
    }
    var walked = entries.stream().map(PostgresLiveRows::link).toList();
    var bad = ChainWalk.firstBad(partner, request.value().toString(), walked);
    if (bad.isPresent() || entries.isEmpty()) {
      var why = bad.map(Object::toString).orElse("There is no entry.");
      return told(request, entries.size(), why, live);
    }
    try {
      var rebuilt = new RebuiltRows(partner, request).of(entries);
      return new Told(request, entries.size(), Optional.empty(), rebuilt, live);
    } catch (InvalidMessage | IllegalStateException story) {
      return told(request, entries.size(), "It tells no story: " + story.getMessage(), live);
    }
  }

  private static LedgerEntry entry(Row row) {
    var body = row.getBuffer(4).getBytes();
    return new LedgerEntry(
        row.getInteger(7),
        new UUID(0, 0),
        "",
        java.time.Instant.EPOCH,
        row.getBuffer(5).getBytes(),
        row.getBuffer(6).getBytes(),
        body);
  }

  private static Entry link(LedgerEntry entry) {
    var hex = HexFormat.of();
    return new Entry(
        entry.seq(), hex.formatHex(entry.prevHash()), hex.formatHex(entry.hash()), entry.body());
  }

  private static Map<String, String> columns(Row row) {
    var columns =
        new TreeMap<>(
            Columns.of(Json.read(row.getString(3).getBytes(StandardCharsets.UTF_8)), JSON_COLUMNS));
    Optional.ofNullable(row.getBuffer(4))
        .map(body -> Json.read(body.getBytes()))
        .map(JsonNode::properties)
        .ifPresent(members ->
            members.forEach(
                member -> columns.put("body." + member.getKey(), member.getValue().toString())));
    return Map.copyOf(columns);
  }
}
