package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.time;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Received;
import dev.countersign.request.core.RequestEvent.RequestQuarantined;
import dev.countersign.request.core.RequestEvent.RequestReleased;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * T-04: an event that nobody could judge is kept as it came in. When an operator releases it, the
 * same event is said once more, to rules-service, in the transaction of the release.
 */
final class QuarantinedEvents {
  private static final String KEEP =
      """
      insert into request.quarantined_event (partner_id, request_id, topic, actor, revision, data)
      select p, r, t, a, v, d
      from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[])
        as x(p, r, t, a, v, d)
      on conflict do nothing
      """;

  /** What was quarantined before events were kept waits until its producer sends it again. */
  private static final String RELEASE =
      """
      insert into request.released_event (partner_id, request_id, seq, released_at, body, topic,
        agg_key, traceparent, ce_id, ce_type, ce_source, ce_time, ce_subject, ce_partnerid, ce_actor,
        ce_revision, ce_intaketopic)
      select x.p, x.r, x.s, x.at, e.data, x.t, x.k, q.traceparent, q.event_id, i.event_type, q.source,
        i.event_time, q.subject_id, x.p, e.actor, e.revision, e.topic
      from unnest($1::text[], $2::uuid[], $3::int[], $4::timestamptz[], $5::text[], $6::text[])
        as x(p, r, s, at, t, k)
      join request.quarantined_event e on e.partner_id = x.p and e.request_id = x.r
      join request.request q on q.partner_id = x.p and q.id = x.r
      join request.iteration i on i.partner_id = x.p and i.request_id = x.r
        and i.iteration = q.iteration
      """;

  private final Rows kept =
      new Rows(
          KEEP, String.class, UUID.class, String.class, String.class, String.class, Buffer.class);
  private final Rows released =
      new Rows(
          RELEASE,
          String.class,
          UUID.class,
          Integer.class,
          OffsetDateTime.class,
          String.class,
          String.class);
  private final String topic;

  QuarantinedEvents(Topics topics) {
    this.topic = topics.of("approvals.releases.v1");
  }

  void add(Change change) {
    for (var event : change.events()) {
      if (event instanceof RequestQuarantined) {
        change
            .opened()
            .flatMap(Evaluation::received)
            .ifPresent(received -> keep(change.dossier(), received));
      } else if (event instanceof RequestReleased it) {
        release(change, it);
      }
    }
  }

  private void keep(Dossier dossier, Received received) {
    kept.add(
        dossier.partner(),
        dossier.id().value(),
        received.topic(),
        received.actor().orElse(null),
        received.revision().orElse(null),
        Sql.bytes(received.data()));
  }

  private void release(Change change, RequestReleased event) {
    var dossier = change.dossier();
    released.add(
        dossier.partner(),
        dossier.id().value(),
        change.head().seq(),
        time(event.at()),
        topic,
        dossier.subjectKey());
  }

  List<Rows> rows() {
    return List.of(kept, released);
  }
}
