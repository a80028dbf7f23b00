package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;
import static java.util.stream.Collectors.groupingBy;

import dev.countersign.notification.app.PersonErrand;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Gathered;
import dev.countersign.notification.core.PastEvent;
import dev.countersign.notification.core.Purpose;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What digests are about. A batch without a digest asks nothing. */
final class GatheredRows {
  private static final String GATHERED =
      """
      select d.digest_id, d.id, e.partner_id, e.request_id, e.seq, e.kind, e.facts::text as facts
      from unnest($1::text[], $2::uuid[]) as digest(p, i)
      join notification.delivery d
        on d.partner_id = digest.p and d.digest_id = digest.i and d.state = 'GATHERED'
      join notification.ledger_event e
        on e.partner_id = d.partner_id and e.request_id = d.request_id and e.seq = d.seq
      order by e.occurred_at, e.request_id, e.seq
      """;

  private static final String HISTORY =
      """
      select e.partner_id, e.request_id, e.seq, e.kind, e.facts::text as facts
      from (select distinct p, r from unnest($1::text[], $2::uuid[]) as request(p, r)) request
      join notification.ledger_event e on e.partner_id = request.p and e.request_id = request.r
      order by e.request_id, e.seq
      """;

  private record Part(UUID digest, Gathered gathered) {}

  private GatheredRows() {}

  static Uni<List<PersonErrand>> into(SqlConnection connection, List<PersonErrand> errands) {
    var digests =
        errands.stream().filter(one -> one.claimed().purpose() == Purpose.DIGEST).toList();
    return digests.isEmpty()
        ? Uni.createFrom().item(errands)
        : parts(connection, digests)
            .flatMap(parts ->
                history(connection, parts).map(history -> complete(errands, parts, history)));
  }

  private static Uni<List<Part>> parts(SqlConnection connection, List<PersonErrand> digests) {
    var partners = column(digests, String[]::new, one -> one.claimed().id().partnerId());
    var ids = column(digests, UUID[]::new, one -> one.claimed().id().id());
    return connection
        .preparedQuery(GATHERED)
        .execute(Tuple.of(partners, ids))
        .map(rows ->
            ClaimedRows.list(
                rows,
                row ->
                    new Part(
                        row.getUUID("digest_id"), new Gathered(row.getUUID("id"), event(row)))));
  }

  private static Uni<List<PastEvent>> history(SqlConnection connection, List<Part> parts) {
    var keys = parts.stream().map(part -> part.gathered().event().key()).toList();
    return connection
        .preparedQuery(HISTORY)
        .execute(
            Tuple.of(
                column(keys, String[]::new, EventKey::partnerId),
                column(keys, UUID[]::new, EventKey::requestId)))
        .map(rows -> ClaimedRows.list(rows, GatheredRows::event));
  }

  private static PastEvent event(Row row) {
    return new PastEvent(
        new EventKey(row.getString("partner_id"), row.getUUID("request_id"), row.getLong("seq")),
        EventKind.valueOf(row.getString("kind")),
        FactsJson.read(row.getString("facts")));
  }

  private static List<PersonErrand> complete(
      List<PersonErrand> errands, List<Part> parts, List<PastEvent> history) {
    Map<UUID, List<Part>> byDigest = parts.stream().collect(groupingBy(Part::digest));
    return errands.stream()
        .map(errand -> {
          var own = byDigest.getOrDefault(errand.claimed().id().id(), List.of());
          var isDigest = errand.claimed().purpose() == Purpose.DIGEST;
          return isDigest ? complete(errand, own, history) : errand;
        })
        .toList();
  }

  private static PersonErrand complete(
      PersonErrand errand, List<Part> parts, List<PastEvent> history) {
    return new PersonErrand(
        errand.claimed(),
        errand.addressee(),
        errand.progress(),
        errand.votes(),
        errand.names(),
        parts.stream().map(Part::gathered).toList(),
        history);
  }
}
