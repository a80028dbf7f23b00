package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.bytes;
import static dev.countersign.request.db.Sql.time;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.Chain;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Statuses;
import dev.countersign.request.app.message.BlockedAlertBody;
import dev.countersign.request.core.RequestEvent.StepBlocked;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.UUID;

/** T-19: wherever a step becomes blocked, its partner is told in the same transaction (F-136). */
final class BlockedAlerts {
  private static final String INSERT =
      """
      insert into request.security_event (partner_id, id, at, actor, code, target_hash, body, topic,
        agg_key, ce_id, ce_type, ce_time, ce_partnerid, ce_requestid)
      select p, i, a, 'request-service', c, th, b, t, p, i, ty, a, p, r
      from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::text[], $5::bytea[], $6::bytea[],
        $7::text[], $8::text[], $9::uuid[]) as x(p, i, a, c, th, b, t, ty, r)
      """;

  private final String topic;
  private final Rows rows =
      new Rows(
          INSERT,
          String.class,
          UUID.class,
          OffsetDateTime.class,
          String.class,
          Buffer.class,
          Buffer.class,
          String.class,
          String.class,
          UUID.class);

  BlockedAlerts(Topics topics) {
    this.topic = topics.of("approvals.alerts.v1");
  }

  void add(Change change) {
    for (var event : change.events()) {
      if (event instanceof StepBlocked blocked) {
        add(change, blocked);
      }
    }
  }

  /** A step can be blocked again later: the version of the request tells the alerts apart. */
  private void add(Change change, StepBlocked blocked) {
    var dossier = change.dossier();
    var request = dossier.id().value();
    var id = NameBasedIds.v5(request, "blocked/%d/%d".formatted(change.version(), blocked.step()));
    var step = Statuses.tracksOf(change.after()).step(blocked.step());
    rows.add(
        dossier.partner(),
        id,
        time(blocked.at()),
        BlockedAlertBody.CODE,
        bytes(Chain.sha256(request.toString().getBytes(UTF_8))),
        bytes(BlockedAlertBody.of(id, dossier, step, blocked)),
        topic,
        BlockedAlertBody.TYPE,
        request);
  }

  Rows rows() {
    return rows;
  }
}
