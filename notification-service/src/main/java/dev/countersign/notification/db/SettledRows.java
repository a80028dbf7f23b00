package dev.countersign.notification.db;

import static dev.countersign.notification.db.PlannedRows.column;

import dev.countersign.notification.app.Settled;
import dev.countersign.notification.core.NextStep;
import dev.countersign.notification.core.Purpose;
import dev.countersign.notification.core.Result;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * What attempts came to. A claim that lapsed meanwhile may still report a success, and only that.
 */
final class SettledRows {
  private static final int MAX_DETAIL = 1000;

  private static final String SETTLE =
      """
      with done as (
        select * from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::text[],
          $7::boolean[]) as done(p, i, no, state, wait, detail, kept)),
      settled as (
        update notification.delivery d
        set state = done.state, detail = done.detail, claimed_until = null,
            due_at = case when done.state = 'PENDING'
              then now() + done.wait * interval '1 millisecond' else d.due_at end,
            settled_at = case when done.state = 'PENDING' then null else now() end
        from done
        where d.partner_id = done.p and d.id = done.i and d.state = 'PENDING'
          and (d.attempts = done.no or done.state = 'SENT')
        returning d.partner_id, d.id)
      insert into notification.attempt (partner_id, delivery_id, no, result, detail)
      select done.p, done.i, done.no, done.state, done.detail
      from done join settled on settled.partner_id = done.p and settled.id = done.i
      where done.kept
      order by done.p, done.i
      on conflict do nothing
      """;

  private static final String SETTLE_PARTS =
      """
      update notification.delivery d
      set state = part.state, detail = part.detail,
          due_at = case when part.state = 'PENDING' then now() else d.due_at end,
          settled_at = case when part.state = 'PENDING' then null else now() end
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as part(p, i, state, detail)
      where d.partner_id = part.p and d.id = part.i and d.state = 'GATHERED'
      """;

  private SettledRows() {}

  static Uni<Void> write(SqlConnection connection, List<Settled> settled) {
    return connection
        .preparedQuery(SETTLE)
        .execute(
            Tuple.from(
                new Object[] {
                  column(settled, String[]::new, one -> one.claimed().id().partnerId()),
                  column(settled, UUID[]::new, one -> one.claimed().id().id()),
                  column(settled, Integer[]::new, one -> one.claimed().attempt()),
                  column(settled, String[]::new, one -> state(one.next())),
                  column(settled, Long[]::new, one -> waitMillis(one.next())),
                  column(settled, String[]::new, SettledRows::detail),
                  column(settled, Boolean[]::new, SettledRows::isKept)
                }))
        .flatMap(_ -> writeParts(connection, settled));
  }

  /** What digests told of; a batch without one asks nothing. */
  private static Uni<Void> writeParts(SqlConnection connection, List<Settled> settled) {
    var parts = settled.stream().flatMap(one -> one.parts().stream()).toList();
    return parts.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(SETTLE_PARTS)
            .execute(
                Tuple.of(
                    column(parts, String[]::new, part -> part.id().partnerId()),
                    column(parts, UUID[]::new, part -> part.id().id()),
                    column(parts, String[]::new, part -> state(part.end())),
                    column(parts, String[]::new, part -> detail(part.end(), "IN_DIGEST"))))
            .replaceWithVoid();
  }

  private static String state(NextStep next) {
    return switch (next) {
      case NextStep.Sent _ -> "SENT";
      case NextStep.Suppress _ -> "SUPPRESSED";
      case NextStep.TryAgain _ -> "PENDING";
      case NextStep.GiveUp _ -> "DEAD";
    };
  }

  private static long waitMillis(NextStep next) {
    return next instanceof NextStep.TryAgain(var wait, _) ? wait.toMillis() : 0;
  }

  private static String detail(Settled one) {
    return detail(one.next(), one.result() instanceof Result.Delivered(var sent) ? sent : "");
  }

  private static String detail(NextStep next, String sent) {
    var text =
        switch (next) {
          case NextStep.Sent _ -> sent;
          case NextStep.Suppress(var reason) -> reason;
          case NextStep.TryAgain(_, var reason) -> reason;
          case NextStep.GiveUp(var reason) -> reason;
        };
    return text.substring(0, Math.min(MAX_DETAIL, text.length())).replace('\u0000', ' ');
  }

  /** A mail that went out at once is told by its delivery alone: a row less per mail. */
  private static boolean isKept(Settled one) {
    return one.claimed().purpose() == Purpose.ENDPOINT
        || !(one.next() instanceof NextStep.Sent || one.next() instanceof NextStep.Suppress);
  }
}
