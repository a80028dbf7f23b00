package dev.countersign.request.db.number;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.number.Answer;
import dev.countersign.request.app.number.IssuedNumber;
import dev.countersign.request.app.number.Numbers;
import dev.countersign.request.app.number.Sequences.SequenceKey;
import dev.countersign.request.app.number.StoredSequence;
import dev.countersign.request.core.number.NumberRefusal;
import dev.countersign.request.core.number.Numbering;
import dev.countersign.request.core.number.Period;
import dev.countersign.request.db.number.NumberEvents.Move;
import dev.countersign.request.db.number.SequenceRows.Locked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Numbers in transactions of their own; row-level security confines them to the partner. */
@ApplicationScoped
class PostgresNumbers implements Numbers {
  private static final String OF_NUMBER = NumberWriter.NUMBERS + " and n.number = $3";
  private static final String LIST =
      NumberWriter.NUMBERS
          + " and n.number collate \"C\" > $3 order by n.number collate \"C\" limit $4";
  private static final String VOID =
      """
      insert into request.voided_number values ($1, $2, $3, $4, $5, $6)
      on conflict (partner_id, document_type, number) do nothing
      """;

  /** The request must be approved, about this counter, and say this value as a material field. */
  private static final String APPROVAL =
      """
      select (q.status = 'APPROVED' and q.operation = 'sequence_counter_reset'
          and q.subject_id = $3::text and i.material::jsonb ->> 'counter' = $4) as approved,
        exists (select from request.counter_reset r
          where r.partner_id = $1 and r.approval_request_id = $2) as used
      from request.request q join request.iteration i on i.partner_id = q.partner_id
        and i.request_id = q.id and i.iteration = q.iteration
      where q.partner_id = $1 and q.id = $2
      """;

  private static final String RESET =
      """
      insert into request.counter_reset (partner_id, id, sequence_id, period, from_value, to_value,
        reason, approval_request_id, reset_by, reset_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;

  private final TenantTransaction transaction;
  private final NumberWriter writer;
  private final NumberEvents events;

  PostgresNumbers(TenantTransaction transaction, NumberWriter writer, NumberEvents events) {
    this.transaction = transaction;
    this.writer = writer;
    this.events = events;
  }

  @Override
  public Uni<Answer<IssuedNumber>> reserve(SequenceKey sequence, String key, String by) {
    return transaction.run(
        Set.of(sequence.partner()),
        connection ->
            writer
                .reserve(connection, sequence, List.of(key), by)
                .map(answer -> answer.map(List::getFirst)));
  }

  @Override
  public Uni<Answer<IssuedNumber>> voidNumber(
      SequenceKey sequence, String number, String reason, String by) {
    return transaction.run(
        Set.of(sequence.partner()),
        connection ->
            writer
                .lock(connection, sequence)
                .flatMap(found ->
                    found
                        .map(locked -> voidNumber(connection, locked, number, reason, by))
                        .orElseGet(() -> refused(NumberRefusal.UNKNOWN_SEQUENCE))));
  }

  private Uni<Answer<IssuedNumber>> voidNumber(
      SqlConnection connection, Locked locked, String number, String reason, String by) {
    return find(connection, locked, number)
        .flatMap(issued -> {
          if (issued.isEmpty()) {
            return refused(NumberRefusal.UNKNOWN_NUMBER);
          }
          if (issued.orElseThrow().voided().isPresent()) {
            return refused(NumberRefusal.ALREADY_VOIDED);
          }
          var row =
              Tuple.of(
                  locked.partner(),
                  locked.sequence().type().code(),
                  number,
                  reason,
                  by,
                  locked.now().atOffset(ZoneOffset.UTC));
          return connection
              .preparedQuery(VOID)
              .execute(row)
              .flatMap(_ -> events.voided(connection, locked, number, reason, by))
              .flatMap(_ -> find(connection, locked, number))
              .map(voided -> new Answer.Done<>(voided.orElseThrow()));
        });
  }

  private static Uni<Optional<IssuedNumber>> find(
      SqlConnection connection, Locked locked, String number) {
    return connection
        .preparedQuery(OF_NUMBER)
        .execute(Tuple.of(locked.partner(), locked.id(), number))
        .map(rows -> SequenceRows.first(rows, SequenceRows::number));
  }

  @Override
  public Uni<Answer<StoredSequence>> reset(SequenceKey sequence, Reset reset, String by) {
    return transaction.run(
        Set.of(sequence.partner()),
        connection ->
            writer
                .lock(connection, sequence)
                .flatMap(found ->
                    found
                        .map(locked -> reset(connection, locked, reset, by))
                        .orElseGet(() -> refused(NumberRefusal.UNKNOWN_SEQUENCE))));
  }

  private Uni<Answer<StoredSequence>> reset(
      SqlConnection connection, Locked locked, Reset reset, String by) {
    var month = locked.month(locked.sequence());
    if (month.isEmpty()) {
      return refused(NumberRefusal.ZONE_UNKNOWN);
    }
    return approval(connection, locked, reset)
        .flatMap(refusal ->
            refusal.isPresent()
                ? refused(refusal.orElseThrow())
                : set(connection, locked, month.orElseThrow(), reset, by));
  }

  private static Uni<Optional<NumberRefusal>> approval(
      SqlConnection connection, Locked locked, Reset reset) {
    var counter = Long.toString(reset.to());
    return connection
        .preparedQuery(APPROVAL)
        .execute(Tuple.of(locked.partner(), reset.approval(), locked.id().toString(), counter))
        .map(rows -> {
          for (var row : rows) {
            if (Boolean.TRUE.equals(row.getBoolean("approved"))) {
              return row.getBoolean("used")
                  ? Optional.of(NumberRefusal.APPROVAL_USED)
                  : Optional.empty();
            }
          }
          return Optional.of(NumberRefusal.NOT_APPROVED);
        });
  }

  private Uni<Answer<StoredSequence>> set(
      SqlConnection connection, Locked locked, YearMonth month, Reset reset, String by) {
    var period = locked.sequence().reset().periodOf(month);
    return HighestIssued.of(connection, locked.partner(), locked.sequence(), month)
        .flatMap(highest -> {
          var refusal = Numbering.setCounter(reset.to(), highest);
          return refusal.isPresent()
              ? Uni.createFrom()
                  .item(
                      new Answer.Refused<StoredSequence>(
                          refusal.orElseThrow(), Optional.of(highest)))
              : NumberWriter.counter(connection, locked, period)
                  .flatMap(
                      from -> move(connection, locked, new Move(period.key(), from, reset), by))
                  .map(_ -> new Answer.Done<>(locked.stored(reset.to())));
        });
  }

  private Uni<Void> move(SqlConnection connection, Locked locked, Move move, String by) {
    var reset = move.reset();
    var row =
        Tuple.from(
            List.of(
                locked.partner(),
                UUID.randomUUID(),
                locked.id(),
                move.period(),
                move.from(),
                reset.to(),
                reset.reason(),
                reset.approval(),
                by,
                locked.now().atOffset(ZoneOffset.UTC)));
    return connection
        .preparedQuery(RESET)
        .execute(row)
        .flatMap(_ ->
            connection
                .preparedQuery(NumberWriter.COUNT)
                .execute(
                    Tuple.of(
                        locked.partner(),
                        locked.id(),
                        new Period(move.period()).key(),
                        reset.to())))
        .flatMap(_ -> events.reset(connection, locked, move, by));
  }

  @Override
  public Uni<List<IssuedNumber>> list(SequenceKey sequence, String after, int limit) {
    return transaction.run(
        Set.of(sequence.partner()),
        connection ->
            connection
                .preparedQuery(LIST)
                .execute(Tuple.of(sequence.partner(), sequence.id(), after, limit))
                .map(rows -> SequenceRows.list(rows, SequenceRows::number)));
  }

  private static <T> Uni<Answer<T>> refused(NumberRefusal refusal) {
    return Uni.createFrom().item(Answer.Refused.of(refusal));
  }
}
