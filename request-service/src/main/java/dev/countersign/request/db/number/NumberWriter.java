package dev.countersign.request.db.number;

import dev.countersign.request.app.number.Answer;
import dev.countersign.request.app.number.IssuedNumber;
import dev.countersign.request.app.number.Sequences.SequenceKey;
import dev.countersign.request.core.number.DocumentType;
import dev.countersign.request.core.number.NumberRefusal;
import dev.countersign.request.core.number.Numbered;
import dev.countersign.request.core.number.Numbering;
import dev.countersign.request.core.number.Period;
import dev.countersign.request.db.number.SequenceRows.Locked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Issues numbers inside a transaction that somebody else began: if it rolls back, the numbers were
 * never given away, and the next transaction gets them (F-177). The sequence's row is locked until
 * then; callers that lock a request lock it first.
 */
@ApplicationScoped
public class NumberWriter {
  static final String LOCK =
      """
      select s.*, p.zone, clock_timestamp() as now from request.sequence s
      left join request.partner p on p.partner_id = s.partner_id
      where s.partner_id = $1 and s.id = $2 and s.deleted_at is null
      for no key update of s
      """;
  static final String NUMBERS =
      """
      select n.*, v.reason, v.voided_by, v.voided_at from request.issued_number n
      left join request.voided_number v on v.partner_id = n.partner_id
        and v.document_type = n.document_type and v.number = n.number
      where n.partner_id = $1 and n.sequence_id = $2
      """;
  static final String COUNTER =
      """
      select value from request.sequence_counter
      where partner_id = $1 and sequence_id = $2 and period = $3
      """;
  static final String COUNT =
      """
      insert into request.sequence_counter (partner_id, sequence_id, period, value)
      values ($1, $2, $3, $4)
      on conflict (partner_id, sequence_id, period) do update set value = excluded.value
      """;
  private static final String OF_KEYS = NUMBERS + " and n.key = any($3::text[])";
  private static final String OF_TYPE =
      """
      select id from request.sequence where partner_id = $1 and document_type = $2
        and branch in ($3, '') and deleted_at is null order by branch desc limit 1
      """;
  private static final String ISSUE =
      """
      insert into request.issued_number (partner_id, document_type, number, sequence_id, period,
        value, key, issued_by, issued_at)
      select $1, $3, i.number, $2, $4, i.value, i.key, $5, $6
      from unnest($7::text[], $8::bigint[], $9::text[]) as i(number, value, key)
      """;

  private final NumberEvents events;

  NumberWriter(NumberEvents events) {
    this.events = events;
  }

  /**
   * Numbers for requests that open in this transaction, by request id; none for a partner without a
   * sequence of {@link DocumentType#APPROVAL_REQUEST}. A request whose number is refused opens
   * without one: numbering never stands in the way of asking somebody.
   */
  public Uni<Map<String, String>> ofRequests(
      SqlConnection connection, String partner, String branch, List<String> requests) {
    return sequenceFor(connection, partner, DocumentType.APPROVAL_REQUEST.code(), branch)
        .flatMap(found ->
            found
                .map(id ->
                    reserve(connection, new SequenceKey(partner, id), requests, "request-service"))
                .orElseGet(() -> refused(NumberRefusal.UNKNOWN_SEQUENCE)))
        .map(answer ->
            switch (answer) {
              case Answer.Done<List<IssuedNumber>>(var numbers) ->
                  numbers.stream()
                      .distinct()
                      .collect(Collectors.toMap(IssuedNumber::key, IssuedNumber::number));
              case Answer.Refused<List<IssuedNumber>> _ -> Map.of();
            });
  }

  /** The live sequence of a document type: the branch's own, or else the partner's. */
  public Uni<Optional<UUID>> sequenceFor(
      SqlConnection connection, String partner, String documentType, String branch) {
    return connection
        .preparedQuery(OF_TYPE)
        .execute(Tuple.of(partner, documentType, branch))
        .map(rows -> SequenceRows.first(rows, row -> row.getUUID("id")));
  }

  /** One number for each key, in the order of the keys; a key that has one keeps it. */
  public Uni<Answer<List<IssuedNumber>>> reserve(
      SqlConnection connection, SequenceKey sequence, List<String> keys, String by) {
    return lock(connection, sequence)
        .flatMap(found ->
            found
                .map(locked -> reserve(connection, locked, keys, by))
                .orElseGet(() -> refused(NumberRefusal.UNKNOWN_SEQUENCE)));
  }

  Uni<Optional<Locked>> lock(SqlConnection connection, SequenceKey sequence) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(sequence.partner(), sequence.id()))
        .map(rows -> SequenceRows.first(rows, SequenceRows::locked));
  }

  private Uni<Answer<List<IssuedNumber>>> reserve(
      SqlConnection connection, Locked locked, List<String> keys, String by) {
    return ofKeys(connection, locked, keys)
        .flatMap(known -> {
          var missing = keys.stream().distinct().filter(key -> !known.containsKey(key)).toList();
          return missing.isEmpty()
              ? Uni.createFrom().item(done(keys, known))
              : issue(connection, locked, missing, by)
                  .flatMap(refusal -> answer(connection, locked, keys, refusal));
        });
  }

  private static Uni<Answer<List<IssuedNumber>>> answer(
      SqlConnection connection, Locked locked, List<String> keys, Optional<NumberRefusal> refusal) {
    return refusal.isPresent()
        ? refused(refusal.orElseThrow())
        : ofKeys(connection, locked, keys).map(known -> done(keys, known));
  }

  private Uni<Optional<NumberRefusal>> issue(
      SqlConnection connection, Locked locked, List<String> keys, String by) {
    return locked
        .month(locked.sequence())
        .map(month -> issue(connection, locked, month, new Order(keys, by)))
        .orElseGet(() -> Uni.createFrom().item(Optional.of(NumberRefusal.ZONE_UNKNOWN)));
  }

  /** For what numbers are wanted, and by whom. */
  private record Order(List<String> keys, String by) {}

  private Uni<Optional<NumberRefusal>> issue(
      SqlConnection connection, Locked locked, YearMonth month, Order order) {
    var period = locked.sequence().reset().periodOf(month);
    return counter(connection, locked, period)
        .flatMap(current -> {
          var issued = new ArrayList<NumberEvents.Numbered>();
          var last = current;
          for (String key : order.keys()) {
            switch (Numbering.next(locked.sequence(), last, month)) {
              case Numbered.Refused(var refusal) -> {
                return Uni.createFrom().item(Optional.of(refusal));
              }
              case Numbered.Issued(var number, var of, var value) -> {
                issued.add(new NumberEvents.Numbered(number, of.key(), value, key));
                last = value;
              }
            }
          }
          return write(connection, locked, period, issued, order.by())
              .replaceWith(Optional.<NumberRefusal>empty());
        });
  }

  static Uni<Long> counter(SqlConnection connection, Locked locked, Period period) {
    return connection
        .preparedQuery(COUNTER)
        .execute(Tuple.of(locked.partner(), locked.id(), period.key()))
        .map(rows -> SequenceRows.first(rows, row -> row.getLong("value")).orElse(0L));
  }

  private Uni<Void> write(
      SqlConnection connection,
      Locked locked,
      Period period,
      List<NumberEvents.Numbered> issued,
      String by) {
    var row =
        Tuple.tuple()
            .addString(locked.partner())
            .addUUID(locked.id())
            .addString(locked.sequence().type().code())
            .addString(period.key())
            .addString(by)
            .addOffsetDateTime(locked.now().atOffset(ZoneOffset.UTC))
            .addArrayOfString(
                issued.stream().map(NumberEvents.Numbered::number).toArray(String[]::new))
            .addArrayOfLong(issued.stream().map(NumberEvents.Numbered::value).toArray(Long[]::new))
            .addArrayOfString(
                issued.stream().map(NumberEvents.Numbered::key).toArray(String[]::new));
    var last = issued.getLast().value();
    return connection
        .preparedQuery(COUNT)
        .execute(Tuple.of(locked.partner(), locked.id(), period.key(), last))
        .flatMap(_ -> connection.preparedQuery(ISSUE).execute(row))
        .flatMap(_ -> events.issued(connection, locked, issued, by));
  }

  private static Uni<Map<String, IssuedNumber>> ofKeys(
      SqlConnection connection, Locked locked, List<String> keys) {
    return connection
        .preparedQuery(OF_KEYS)
        .execute(Tuple.of(locked.partner(), locked.id(), keys.toArray(String[]::new)))
        .map(rows ->
            SequenceRows.list(rows, SequenceRows::number).stream()
                .collect(Collectors.toMap(IssuedNumber::key, Function.identity())));
  }

  private static Answer<List<IssuedNumber>> done(
      List<String> keys, Map<String, IssuedNumber> known) {
    return new Answer.Done<>(keys.stream().map(known::get).map(Objects::requireNonNull).toList());
  }

  private static <T> Uni<Answer<T>> refused(NumberRefusal refusal) {
    return Uni.createFrom().item(Answer.Refused.of(refusal));
  }
}
