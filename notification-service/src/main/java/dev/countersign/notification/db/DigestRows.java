package dev.countersign.notification.db;

import static java.util.stream.Collectors.toSet;

import dev.countersign.platform.storage.ScanPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** Opens digests: one delivery for all that waits for one hour of one person. */
final class DigestRows {
  private static final String PARTNERS =
      """
      select distinct partner_id from (
        select partner_id from notification.delivery
        where state = 'GATHERED' and digest_id is null and due_at <= $1
        order by due_at limit 1000) due
      """;

  /**
   * The digest's id follows from person and hour, so its key lets nobody open a second one. What
   * comes too late for a digest that is out goes alone and at once.
   */
  private static final String OPEN =
      """
      with ready as (
        select partner_id, id, recipient, due_at, request_id, seq,
          encode(substr(sha256(convert_to(recipient || '|' || extract(epoch from due_at), 'UTF8')), 1, 16),
            'hex')::uuid as digest
        from notification.delivery
        where partner_id = any ($1::text[]) and state = 'GATHERED' and digest_id is null and due_at <= $2
        order by partner_id, id
        for update),
      opened as (
        insert into notification.delivery (partner_id, id, request_id, seq, purpose, channel, recipient)
        select distinct on (partner_id, digest) partner_id, digest, request_id, seq, 'DIGEST', 'email', recipient
        from ready order by partner_id, digest, request_id, seq
        on conflict do nothing
        returning partner_id, id),
      joined as (
        update notification.delivery d
        set digest_id = ready.digest,
          state = case when opened.id is null then 'PENDING' else d.state end,
          due_at = case when opened.id is null then now() else d.due_at end
        from ready
        left join opened on opened.partner_id = ready.partner_id and opened.id = ready.digest
        where d.partner_id = ready.partner_id and d.id = ready.id)
      select count(*)::int as digests from opened
      """;

  private DigestRows() {}

  static Uni<Set<String>> partnersOfDue(ScanPool scan, Instant by) {
    return scan.pool()
        .preparedQuery(PARTNERS)
        .execute(Tuple.of(by.atOffset(ZoneOffset.UTC)))
        .map(rows ->
            ClaimedRows.list(rows, row -> row.getString("partner_id")).stream().collect(toSet()));
  }

  static Uni<Integer> open(SqlConnection connection, Set<String> partners, Instant by) {
    return connection
        .preparedQuery(OPEN)
        .execute(Tuple.of(partners.toArray(String[]::new), by.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getInteger("digests"));
  }
}
