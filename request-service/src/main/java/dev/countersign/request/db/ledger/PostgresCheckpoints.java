package dev.countersign.request.db.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Chain;
import dev.countersign.request.app.ledger.Checkpoint;
import dev.countersign.request.app.ledger.Checkpoint.Links;
import dev.countersign.request.app.ledger.Checkpoints;
import dev.countersign.request.app.message.CheckpointBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Checkpoints in PostgreSQL. Partners are found by the role that sees ids alone. */
@ApplicationScoped
class PostgresCheckpoints implements Checkpoints {
  private static final String TOPIC = "approvals.ledger-checkpoints.v1";

  /** Jumps from partner to partner in the index instead of reading every head. */
  private static final String PARTNERS =
      """
      with recursive found as (
        (select partner_id from request.ledger_head order by partner_id limit 1)
        union all
        select (select h.partner_id from request.ledger_head h where h.partner_id > f.partner_id
          order by h.partner_id limit 1) from found f where f.partner_id is not null)
      select partner_id from found where partner_id is not null
      """;

  /** The first round of a day reads all ledgers of a partner. */
  private static final String TAKE_TIME =
      "set local statement_timeout = 0; set local transaction_timeout = 0";

  private static final String ONE_BY_ONE =
      "select pg_advisory_xact_lock(hashtextextended('checkpoint|' || $1, 0))";
  private static final String LAST =
      """
      select seq, hash, requests, entries, ce_time from request.ledger_checkpoint
      where partner_id = $1 order by seq desc limit 1
      """;

  /**
   * A request that moved is named from where it was covered, however old its entries are. What was
   * covered is looked up once per request, not per entry.
   */
  private static final String ADDED =
      """
      with moved as materialized (
        select l.request_id, coalesce(c.to_seq, -1) as covered
        from (select e.request_id, max(e.seq) as seq from request.ledger e
          where e.partner_id = $1 and e.ce_time >= $2 group by e.request_id) l
        left join lateral (select c.to_seq from request.ledger_coverage c
          where c.partner_id = $1 and c.request_id = l.request_id
          order by c.from_seq desc limit 1) c on true
        where l.seq > coalesce(c.to_seq, -1)
        order by l.request_id limit $3)
      select l.request_id, l.seq, l.hash, clock_timestamp() as now from moved m
      cross join lateral (select e.request_id, e.seq, e.hash from request.ledger e
        where e.partner_id = $1 and e.request_id = m.request_id and e.seq > m.covered
        order by e.seq) l
      limit $3
      """;

  private static final String APPEND =
      """
      insert into request.ledger_checkpoint (partner_id, seq, prev_hash, hash, requests, entries,
        body, topic, agg_key, ce_id, ce_time, ce_partnerid, ce_signature)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $1, $9, $10, $1, $11)
      """;
  private static final String COVER =
      """
      insert into request.ledger_coverage (partner_id, request_id, from_seq, to_seq, checkpoint)
      select $1, c.id, c.from_seq, c.to_seq, $2
      from unnest($3::uuid[], $4::int[], $5::int[]) as c(id, from_seq, to_seq)
      """;

  private final TenantTransaction transaction;
  private final ScanPool scan;
  private final Topics topics;

  PostgresCheckpoints(TenantTransaction transaction, ScanPool scan, Topics topics) {
    this.transaction = transaction;
    this.scan = scan;
    this.topics = topics;
  }

  @Override
  public Uni<List<String>> partners() {
    return scan.pool()
        .query(PARTNERS)
        .execute()
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
  }

  @Override
  public Uni<Integer> append(String partner, Sweep sweep, Function<Checkpoint, Signed> sign) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .query(TAKE_TIME)
                .execute()
                .flatMap(_ -> connection.preparedQuery(ONE_BY_ONE).execute(Tuple.of(partner)))
                .flatMap(_ -> last(connection, partner))
                .flatMap(last -> append(connection, last, sweep, sign)));
  }

  /** Where the partner's checkpoints stand. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Last(
      String partner, int seq, byte[] hash, long requests, long entries, Instant at) {

    Last then(Signed signed) {
      var next = signed.checkpoint();
      return new Last(
          partner,
          next.seq(),
          Chain.sha256(signed.body()),
          next.requests(),
          next.entries(),
          next.at());
    }
  }

  private static Uni<Last> last(SqlConnection connection, String partner) {
    var none = new Last(partner, -1, Chain.sha256(partner.getBytes(UTF_8)), 0, 0, Instant.EPOCH);
    return connection
        .preparedQuery(LAST)
        .execute(Tuple.of(partner))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Last(
                        partner,
                        row.getInteger("seq"),
                        row.getBuffer("hash").getBytes(),
                        row.getLong("requests"),
                        row.getLong("entries"),
                        row.getOffsetDateTime("ce_time").toInstant()))
                .orElse(none));
  }

  private Uni<Integer> append(
      SqlConnection connection, Last last, Sweep sweep, Function<Checkpoint, Signed> sign) {
    var since =
        switch (sweep) {
          case ALL -> Instant.EPOCH;
          case LATE -> last.at().minus(Duration.ofHours(1));
          case RECENT -> last.at().minus(Duration.ofMinutes(2));
        };
    var row = Tuple.of(last.partner(), since.atOffset(ZoneOffset.UTC), Checkpoint.MOST_AT_ONCE);
    return connection
        .preparedQuery(ADDED)
        .execute(row)
        .flatMap(rows ->
            inTurn(connection, last, rows.stream().toList(), sign).replaceWith(rows.size()));
  }

  /** Checkpoint after checkpoint, each on top of the one before. */
  private Uni<Void> inTurn(
      SqlConnection connection, Last last, List<Row> rows, Function<Checkpoint, Signed> sign) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int size = Math.min(rows.size(), Checkpoint.MOST_ENTRIES);
    var signed = sign.apply(checkpoint(last, rows.subList(0, size)));
    return write(connection, signed)
        .chain(() -> inTurn(connection, last.then(signed), rows.subList(size, rows.size()), sign));
  }

  private static Checkpoint checkpoint(Last last, List<Row> rows) {
    var from = new LinkedHashMap<UUID, Integer>();
    var hashes = new LinkedHashMap<UUID, List<byte[]>>();
    var at = Instant.EPOCH;
    for (Row row : rows) {
      var request = row.getUUID("request_id");
      from.putIfAbsent(request, row.getInteger("seq"));
      hashes.computeIfAbsent(request, _ -> new ArrayList<>()).add(row.getBuffer("hash").getBytes());
      at = row.getOffsetDateTime("now").toInstant();
    }
    var chains =
        hashes.entrySet().stream()
            .map(it -> new Links(it.getKey(), from.getOrDefault(it.getKey(), 0), it.getValue()))
            .toList();
    var newRequests = chains.stream().filter(links -> links.from() == 0).count();
    return new Checkpoint(
        last.partner(),
        last.seq() + 1,
        last.hash(),
        at,
        last.requests() + newRequests,
        last.entries() + rows.size(),
        chains);
  }

  private Uni<Void> write(SqlConnection connection, Signed signed) {
    var checkpoint = signed.checkpoint();
    var row =
        Tuple.from(
            List.of(
                checkpoint.partner(),
                checkpoint.seq(),
                Buffer.buffer(checkpoint.previous()),
                Buffer.buffer(Chain.sha256(signed.body())),
                checkpoint.requests(),
                checkpoint.entries(),
                Buffer.buffer(signed.body()),
                topics.of(TOPIC),
                CheckpointBody.idOf(checkpoint),
                checkpoint.at().atOffset(ZoneOffset.UTC),
                Base64.getEncoder().encodeToString(signed.signature())));
    var chains = checkpoint.chains();
    var cover =
        Tuple.tuple()
            .addString(checkpoint.partner())
            .addInteger(checkpoint.seq())
            .addArrayOfUUID(chains.stream().map(Links::request).toArray(UUID[]::new))
            .addArrayOfInteger(chains.stream().map(Links::from).toArray(Integer[]::new))
            .addArrayOfInteger(chains.stream().map(Links::to).toArray(Integer[]::new));
    return connection
        .preparedQuery(APPEND)
        .execute(row)
        .flatMap(_ -> connection.preparedQuery(COVER).execute(cover))
        .replaceWithVoid();
  }
}
