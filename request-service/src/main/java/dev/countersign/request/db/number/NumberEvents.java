package dev.countersign.request.db.number;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import dev.countersign.platform.messaging.Topics;
import dev.countersign.request.app.number.Numbers.Reset;
import dev.countersign.request.db.number.SequenceRows.Locked;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What happened to numbers, appended to the table that change data capture publishes. */
@ApplicationScoped
class NumberEvents {
  private static final String TOPIC = "approvals.sequences.v1";
  private static final UUID NAMESPACE =
      UUID.nameUUIDFromBytes("countersign/sequence".getBytes(UTF_8));

  private static final String APPEND =
      """
      insert into request.sequence_event (partner_id, sequence_id, topic, agg_key, ce_id, ce_type,
        ce_time, ce_subject, ce_partnerid, body)
      select $1::text, $2::uuid, $3, $1::text || '|' || $2::uuid::text, e.id, $4, $5,
        $2::uuid::text, $1::text, e.body
      from unnest($6::uuid[], $7::bytea[]) as e(id, body)
      """;

  private final Topics topics;

  NumberEvents(Topics topics) {
    this.topics = topics;
  }

  /** A number that was given away. */
  record Numbered(String number, String period, long value, String key) {}

  /** The published body; the order of its members is part of the contract. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NumberBody(
      UUID id,
      String type,
      Instant time,
      String partnerId,
      UUID sequenceId,
      String documentType,
      String branch,
      String number,
      String period,
      String value,
      String key,
      String by) {}

  /** Like {@link NumberBody}, with the reason why no document bears the number. */
  record VoidedBody(
      UUID id,
      String type,
      Instant time,
      String partnerId,
      UUID sequenceId,
      String documentType,
      String branch,
      String number,
      String reason,
      String by) {}

  /** A counter that was set by hand. */
  record ResetBody(
      UUID id,
      String type,
      Instant time,
      String partnerId,
      UUID sequenceId,
      String documentType,
      String branch,
      String period,
      String from,
      String to,
      String reason,
      UUID approvalRequestId,
      String by) {}

  Uni<Void> issued(SqlConnection connection, Locked of, List<Numbered> numbers, String by) {
    var type = "sequence.number_issued";
    var bodies = numbers.stream().map(number -> issued(of, number, type, by)).toList();
    var ids = bodies.stream().map(NumberBody::id).toList();
    return append(connection, of, type, ids, bodies);
  }

  private static NumberBody issued(Locked of, Numbered number, String type, String by) {
    var sequence = of.sequence();
    return new NumberBody(
        id(of, type, number.number()),
        type,
        of.now(),
        of.partner(),
        of.id(),
        sequence.type().code(),
        sequence.branch().code(),
        number.number(),
        number.period(),
        Long.toString(number.value()),
        number.key(),
        by);
  }

  Uni<Void> voided(SqlConnection connection, Locked of, String number, String reason, String by) {
    var type = "sequence.number_voided";
    var sequence = of.sequence();
    var body =
        new VoidedBody(
            id(of, type, number),
            type,
            of.now(),
            of.partner(),
            of.id(),
            sequence.type().code(),
            sequence.branch().code(),
            number,
            reason,
            by);
    return append(connection, of, type, List.of(body.id()), List.of(body));
  }

  /** From where to where a counter was set, and in which period. */
  record Move(String period, long from, Reset reset) {}

  Uni<Void> reset(SqlConnection connection, Locked of, Move move, String by) {
    var type = "sequence.counter_reset";
    var sequence = of.sequence();
    var reset = move.reset();
    var body =
        new ResetBody(
            id(of, type, reset.approval().toString()),
            type,
            of.now(),
            of.partner(),
            of.id(),
            sequence.type().code(),
            sequence.branch().code(),
            move.period(),
            Long.toString(move.from()),
            Long.toString(reset.to()),
            reset.reason(),
            reset.approval(),
            by);
    return append(connection, of, type, List.of(body.id()), List.of(body));
  }

  private Uni<Void> append(
      SqlConnection connection, Locked of, String type, List<UUID> ids, List<?> bodies) {
    var row =
        Tuple.tuple()
            .addString(of.partner())
            .addUUID(of.id())
            .addString(topics.of(TOPIC))
            .addString(type)
            .addOffsetDateTime(of.now().atOffset(ZoneOffset.UTC))
            .addArrayOfUUID(ids.toArray(UUID[]::new))
            .addValue(
                bodies.stream()
                    .map(body -> Buffer.buffer(Json.bytes(body)))
                    .toArray(Buffer[]::new));
    return connection.preparedQuery(APPEND).execute(row).replaceWithVoid();
  }

  private static UUID id(Locked of, String type, String what) {
    var name = String.join("|", of.partner(), of.sequence().type().code(), type, what);
    return NameBasedIds.v5(NAMESPACE, name);
  }
}
