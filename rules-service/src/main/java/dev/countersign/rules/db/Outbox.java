package dev.countersign.rules.db;

import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.core.partner.PartnerId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows that change data capture turns into records, written with what they tell of. */
@ApplicationScoped
class Outbox {

  private static final String PARTNER =
      """
      insert into rules.partner_outbox
        (partner_id, topic, agg_key, body, ce_id, ce_type, ce_time, ce_subject, ce_partnerid)
      values ($1, $2, $3, $4, $5, 'partner.changed',
        to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), $3, $1)
      """;
  private static final String POLICY =
      PARTNER
          .replace("partner_outbox", "policy_outbox")
          .replace("partner.changed", "policy.changed");
  private static final UUID NAMES =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/rules-outbox");

  private final Topics topics;

  Outbox(Topics topics) {
    this.topics = topics;
  }

  Uni<Void> partner(SqlConnection tx, PartnerId id, long version, byte[] body) {
    return add(tx, PARTNER, new Entry("approvals.partners.v1", id, id.value(), version, body));
  }

  Uni<Void> policy(SqlConnection tx, PartnerId id, String operation, long version, byte[] body) {
    var key = id + "|" + operation;
    return add(tx, POLICY, new Entry("approvals.policies.v1", id, key, version, body));
  }

  @SuppressWarnings("ArrayRecordComponent") // Built and used on the spot.
  private record Entry(String topic, PartnerId partner, String key, long version, byte[] body) {}

  private Uni<Void> add(SqlConnection tx, String sql, Entry entry) {
    var id = NameBasedIds.v5(NAMES, entry.topic() + "\n" + entry.key() + "\n" + entry.version());
    return tx.preparedQuery(sql)
        .execute(
            Tuple.of(
                entry.partner().value(),
                topics.of(entry.topic()),
                entry.key(),
                Buffer.buffer(entry.body()),
                id.toString()))
        .replaceWithVoid();
  }
}
