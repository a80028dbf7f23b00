package dev.countersign.request.db.read;

import dev.countersign.platform.storage.ScanPool;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.PoolReviews;
import dev.countersign.request.core.RequestId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Due reviews as rows; a page of steps is found by the indexes that serve the inbox. */
@ApplicationScoped
class PostgresPoolReviews implements PoolReviews {
  private static final String PERSON = "person:";
  private static final String ROLE = "role:";
  private static final String ABOVE = "above:";
  private static final String RESOLVER = "resolver:";
  private static final int PAGE = 500;

  private static final String PARTNERS =
      """
      select distinct partner_id from (
        select partner_id from request.pool_review
        where due_at <= clock_timestamp()
          and (claimed_until is null or claimed_until < clock_timestamp())
        order by due_at limit 1000) due
      """;

  /** Of many changes that concern the same steps, one is worked off. */
  private static final String COLLAPSE =
      """
      delete from request.pool_review d
      where d.partner_id = $1 and d.due_at <= clock_timestamp() and d.claimed_until is null
        and d.after_id = '00000000-0000-0000-0000-000000000000'
        and exists (select from request.pool_review e
          where e.partner_id = $1 and e.key = d.key and e.round = d.round and e.id < d.id
            and e.due_at <= clock_timestamp() and e.claimed_until is null
            and e.after_id = d.after_id)
      """;

  private static final String CLAIM =
      """
      update request.pool_review c set claimed_until = clock_timestamp() + interval '1 minute'
      from (select id from request.pool_review
        where partner_id = $1 and due_at <= clock_timestamp()
          and (claimed_until is null or claimed_until < clock_timestamp())
        order by due_at, id limit 10 for update skip locked) due
      where c.partner_id = $1 and c.id = due.id
      returning c.id, c.key, c.after_id, c.round
      """;

  private static final String EXPAND =
      """
      select request.review_steps_of(p.partner_id, request.keys_of(p.partner_id, p.id, p.groups),
        clock_timestamp())
      from request.person p where p.partner_id = $1 and p.id = $2
      """;

  /**
   * A step that asks one role of more people than it needs, its makers, and everybody who may have
   * acted on the request, twice over, is in no danger: an entry of the ledger puts at most a voter
   * and who is spoken for out of the pool.
   */
  private static final String OF_ROLE =
      """
      with able as materialized (
        select count(*)::int as n from request.person_role m
        cross join lateral (select p.id from request.person p
          where p.partner_id = $1 and p.id = m.person_id and p.active
            and p.service_account_of is null
            and not exists (select from request.person_leave l
              where l.partner_id = $1 and l.person_id = p.id
                and l.from_at <= now() and now() < l.until_at offset 0)
          offset 0) p
        where m.partner_id = $1 and m.role = $2)
      select s.request_id,
        s.status = 'BLOCKED' or s.needed > (select n from able) - 2 * h.seq - r.makers as doubtful
      from (select request_id, status, needed from request.step
        where partner_id = $1 and role = $2 and is_open and is_plain and request_id > $3
        order by request_id limit $4) s
      cross join lateral (select q.seq from request.ledger_head q
        where q.partner_id = $1 and q.request_id = s.request_id offset 0) h
      cross join lateral (select cardinality(q.maker_set) as makers from request.request q
        where q.partner_id = $1 and q.id = s.request_id offset 0) r
      order by s.request_id
      """;

  private static final String OF_KEYS =
      """
      select distinct a.request_id, true as doubtful from request.open_ask a
      where a.partner_id = $1 and a.key = $2 and a.request_id > $3
      order by a.request_id limit $4
      """;

  /** All keys that begin so, up to and with the colon. */
  private static final String OF_RANGE =
      """
      select distinct a.request_id, true as doubtful from request.open_ask a
      where a.partner_id = $1 and a.key >= $2 and a.key < left($2, -1) || ';' and a.request_id > $3
      order by a.request_id limit $4
      """;

  private static final String GO_ON =
      """
      update request.pool_review set after_id = $3, claimed_until = null
      where partner_id = $1 and id = $2
      """;

  private static final String ONCE_MORE =
      """
      update request.pool_review set round = 1, claimed_until = null,
        after_id = '00000000-0000-0000-0000-000000000000',
        due_at = clock_timestamp() + interval '1 minute'
      where partner_id = $1 and id = $2
      """;

  private static final String FORGET =
      "delete from request.pool_review where partner_id = $1 and id = $2";

  private final TenantTransaction transaction;
  private final ScanPool scan;
  private final UnfilledRoles unfilled;

  PostgresPoolReviews(TenantTransaction transaction, ScanPool scan, UnfilledRoles unfilled) {
    this.transaction = transaction;
    this.scan = scan;
    this.unfilled = unfilled;
  }

  @Override
  public Uni<List<String>> partners() {
    return scan.pool()
        .query(PARTNERS)
        .execute()
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
  }

  @Override
  public Uni<List<Due>> claim(String partner) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .preparedQuery(COLLAPSE)
                .execute(Tuple.of(partner))
                .flatMap(_ -> connection.preparedQuery(CLAIM).execute(Tuple.of(partner)))
                .map(rows -> RowSets.map(rows, row -> due(partner, row))));
  }

  private static Due due(String partner, Row row) {
    return new Due(
        partner,
        row.getLong("id"),
        row.getString("key"),
        row.getUUID("after_id"),
        row.getInteger("round"));
  }

  @Override
  public Uni<Page> page(Due due) {
    return transaction.run(
        Set.of(due.partner()),
        connection ->
            due.key().startsWith(PERSON) ? expand(connection, due) : page(connection, due));
  }

  /** The edge of a window: what the person is asked by now is due now. */
  private static Uni<Page> expand(SqlConnection connection, Due due) {
    return connection
        .preparedQuery(EXPAND)
        .execute(Tuple.of(due.partner(), due.key().substring(PERSON.length())))
        .map(_ -> new Page(List.of(), due.after(), true));
  }

  /** A role is asked by the many steps that ask nothing else, and by some that ask more. */
  private static Uni<Page> page(SqlConnection connection, Due due) {
    if (due.key().equals(ABOVE)) {
      return find(connection, OF_RANGE, due, ABOVE).map(rows -> page(due, List.of(rows)));
    }
    if (isWholeTable(due.key())) {
      return find(connection, OF_RANGE, due, due.key() + ":").map(rows -> page(due, List.of(rows)));
    }
    if (!due.key().startsWith(ROLE)) {
      return find(connection, OF_KEYS, due, due.key()).map(rows -> page(due, List.of(rows)));
    }
    return find(connection, OF_ROLE, due, due.key().substring(ROLE.length()))
        .flatMap(plain ->
            find(connection, OF_KEYS, due, due.key()).map(more -> page(due, List.of(plain, more))));
  }

  /** A resolver has no colon in its name; behind one stands a key. */
  private static boolean isWholeTable(String key) {
    return key.startsWith(RESOLVER) && key.indexOf(':', RESOLVER.length()) < 0;
  }

  private static Uni<RowSet<Row>> find(
      SqlConnection connection, String sql, Due due, String value) {
    return connection.preparedQuery(sql).execute(Tuple.of(due.partner(), value, due.after(), PAGE));
  }

  /** The page ends where the first of its lists was cut off. */
  private static Page page(Due due, List<RowSet<Row>> lists) {
    var cut =
        lists.stream()
            .filter(rows -> rows.size() == PAGE)
            .map(rows -> RowSets.map(rows, row -> row.getUUID("request_id")).getLast())
            .map(UUID::toString)
            .min(Comparator.naturalOrder());
    var requests = new ArrayList<RequestId>();
    for (RowSet<Row> rows : lists) {
      for (Row row : rows) {
        var id = row.getUUID("request_id");
        var isInside = cut.map(end -> id.toString().compareTo(end) <= 0).orElse(true);
        if (isInside && row.getBoolean("doubtful")) {
          requests.add(new RequestId(id));
        }
      }
    }
    return new Page(
        requests.stream().distinct().toList(),
        cut.map(UUID::fromString).orElse(due.after()),
        cut.isEmpty());
  }

  @Override
  public Uni<Void> done(Due due, Page page) {
    return transaction.run(
        Set.of(due.partner()),
        connection -> {
          if (!page.isLast()) {
            return connection
                .preparedQuery(GO_ON)
                .execute(Tuple.of(due.partner(), due.id(), page.last()))
                .replaceWithVoid();
          }
          var isOver = due.round() == 1 || due.key().startsWith(PERSON);
          return connection
              .preparedQuery(isOver ? FORGET : ONCE_MORE)
              .execute(Tuple.of(due.partner(), due.id()))
              .replaceWithVoid();
        });
  }

  @Override
  public Uni<Void> checkPolicies(String partner) {
    return transaction.run(Set.of(partner), connection -> unfilled.check(connection, partner));
  }
}
