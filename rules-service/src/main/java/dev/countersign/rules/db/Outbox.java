package dev.countersign.rules.db;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.rules.app.PolicyEventJson;
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
      values ($1, $2, $3, $4, $5, $6,
        to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), $3, $1)
      """;
  private static final String POLICY = PARTNER.replace("partner_outbox", "policy_outbox");
  private static final UUID NAMES =
      NameBasedIds.v5(NameBasedIds.URL, "https://countersign.dev/rules-outbox");

  private final Topics topics;

  Outbox(Topics topics) {
    this.topics = topics;
  }

  Uni<Void> partner(SqlConnection tx, PartnerId id, long version, byte[] body) {
    var name = Long.toString(version);
    var of = new Key("approvals.partners.v1", id, id.value());
    return add(tx, PARTNER, of, new Entry("partner.changed", name, body));
  }

  Uni<Void> policy(SqlConnection tx, PartnerId id, String operation, long revision, byte[] body) {
    var name = Long.toString(revision);
    var of = new Key("approvals.policies.v1", id, id + "|" + operation);
    return add(tx, POLICY, of, new Entry("policy.changed", name, body));
  }

  Uni<Void> policyEvent(SqlConnection tx, PartnerId id, String type, PolicyEventJson event) {
    var name = type + "/" + event.policyId() + "/" + event.version() + "/" + event.change();
    var of = new Key("approvals.policy-events.v1", id, id + "|" + event.operation());
    return add(tx, POLICY, of, new Entry(type, name, Json.bytes(event)));
  }

  /** Where a record goes. */
  private record Key(String topic, PartnerId partner, String key) {}

  /** What it says; the name tells it from every other one of its key. */
  @SuppressWarnings("ArrayRecordComponent") // Built and used on the spot.
  private record Entry(String type, String name, byte[] body) {}

  private Uni<Void> add(SqlConnection tx, String sql, Key of, Entry entry) {
    var id = NameBasedIds.v5(NAMES, of.topic() + "\n" + of.key() + "\n" + entry.name());
    return tx.preparedQuery(sql)
        .execute(
            Tuple.of(
                of.partner().value(),
                topics.of(of.topic()),
                of.key(),
                Buffer.buffer(entry.body()),
                id.toString(),
                entry.type()))
        .replaceWithVoid();
  }
}
