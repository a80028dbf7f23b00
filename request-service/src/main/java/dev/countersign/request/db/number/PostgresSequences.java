package dev.countersign.request.db.number;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.number.Answer;
import dev.countersign.request.app.number.Sequences;
import dev.countersign.request.app.number.StoredSequence;
import dev.countersign.request.core.number.NumberRefusal;
import dev.countersign.request.core.number.Numbering;
import dev.countersign.request.core.number.Sequence;
import dev.countersign.request.db.number.SequenceRows.Locked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sequences in PostgreSQL; those of one document type are changed one after the other. */
@ApplicationScoped
class PostgresSequences implements Sequences {
  private static final String SELECT =
      """
      select s.*, p.zone, clock_timestamp() as now from request.sequence s
      left join request.partner p on p.partner_id = s.partner_id
      where s.partner_id = $1 and s.deleted_at is null
      """;
  private static final String FIND = SELECT + " and s.id = $2";
  private static final String LIST = SELECT + " and s.id > $2 order by s.id limit $3";
  private static final String SIBLINGS = SELECT + " and s.document_type = $2";
  private static final String ONE_BY_ONE =
      "select pg_advisory_xact_lock(hashtextextended('sequence|' || $1 || '|' || $2, 0))";
  private static final String NOW =
      """
      select clock_timestamp() as now,
        (select zone from request.partner where partner_id = $1) as zone
      """;
  private static final String INSERT =
      """
      insert into request.sequence (partner_id, id, document_type, branch, prefix, padding, reset)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String UPDATE =
      """
      update request.sequence set prefix = $3, padding = $4, reset = $5, version = version + 1
      where partner_id = $1 and id = $2
      """;
  private static final String DELETE =
      """
      update request.sequence set deleted_at = clock_timestamp(), version = version + 1
      where partner_id = $1 and id = $2
      """;

  private final TenantTransaction transaction;
  private final NumberWriter writer;

  PostgresSequences(TenantTransaction transaction, NumberWriter writer) {
    this.transaction = transaction;
    this.writer = writer;
  }

  @Override
  public Uni<Answer<StoredSequence>> create(String partner, Sequence sequence, long current) {
    var id = UUID.randomUUID();
    return transaction.run(
        Set.of(partner),
        connection ->
            oneByOne(connection, partner, sequence)
                .flatMap(_ -> siblings(connection, partner, sequence))
                .flatMap(siblings ->
                    isTaken(siblings, sequence)
                        ? refused(NumberRefusal.SEQUENCE_EXISTS)
                        : create(connection, new Wish(partner, id, sequence), siblings, current)));
  }

  /** What a sequence is to be. */
  private record Wish(String partner, UUID id, Sequence sequence) {}

  private static boolean isTaken(List<Locked> siblings, Sequence sequence) {
    return siblings.stream().anyMatch(it -> it.sequence().branch().equals(sequence.branch()));
  }

  private Uni<Answer<StoredSequence>> create(
      SqlConnection connection, Wish wish, List<Locked> siblings, long current) {
    var sequence = wish.sequence();
    return now(connection, wish.partner())
        .flatMap(now -> {
          var month = SequenceRows.month(sequence, now.zone(), now.at());
          var overlap = beside(sequence, siblings);
          if (month.isEmpty() || overlap.isPresent()) {
            return refused(overlap.orElse(NumberRefusal.ZONE_UNKNOWN));
          }
          return HighestIssued.of(connection, wish.partner(), sequence, month.orElseThrow())
              .flatMap(highest -> {
                var refusal = Numbering.setCounter(current, highest);
                return refusal.isPresent()
                    ? Uni.createFrom()
                        .item(
                            new Answer.Refused<StoredSequence>(
                                refusal.orElseThrow(), Optional.of(highest)))
                    : insert(connection, wish)
                        .flatMap(_ -> count(connection, wish, month.orElseThrow(), current))
                        .map(_ ->
                            new Answer.Done<>(new StoredSequence(wish.id(), sequence, current, 1)));
              });
        });
  }

  private static Uni<Void> insert(SqlConnection connection, Wish wish) {
    var sequence = wish.sequence();
    var row =
        Tuple.from(
            List.of(
                wish.partner(),
                wish.id(),
                sequence.type().code(),
                sequence.branch().code(),
                sequence.prefix(),
                sequence.format().padding(),
                sequence.reset().name()));
    return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
  }

  private static Uni<Void> count(
      SqlConnection connection, Wish wish, java.time.YearMonth month, long value) {
    var period = wish.sequence().reset().periodOf(month).key();
    return connection
        .preparedQuery(NumberWriter.COUNT)
        .execute(Tuple.of(wish.partner(), wish.id(), period, value))
        .replaceWithVoid();
  }

  @Override
  public Uni<Answer<StoredSequence>> update(SequenceKey key, Sequence sequence, int version) {
    return transaction.run(
        Set.of(key.partner()),
        connection ->
            oneByOne(connection, key.partner(), sequence)
                .flatMap(_ -> writer.lock(connection, key))
                .flatMap(found -> {
                  var refusal = refusalOf(found, sequence, version);
                  return refusal.isPresent()
                      ? refused(refusal.orElseThrow())
                      : update(connection, found.orElseThrow(), sequence);
                }));
  }

  /** A sequence counts one thing: another document type or branch is another sequence. */
  private static Optional<NumberRefusal> refusalOf(
      Optional<Locked> found, Sequence sequence, int version) {
    var known =
        found.filter(it ->
            it.sequence().type().equals(sequence.type())
                && it.sequence().branch().equals(sequence.branch()));
    if (known.isEmpty()) {
      return Optional.of(NumberRefusal.UNKNOWN_SEQUENCE);
    }
    return known.orElseThrow().version() == version
        ? Optional.empty()
        : Optional.of(NumberRefusal.VERSION_MISMATCH);
  }

  private Uni<Answer<StoredSequence>> update(
      SqlConnection connection, Locked locked, Sequence sequence) {
    var month = locked.month(sequence);
    if (month.isEmpty()) {
      return refused(NumberRefusal.ZONE_UNKNOWN);
    }
    return siblings(connection, locked.partner(), sequence)
        .flatMap(siblings -> {
          var others = siblings.stream().filter(it -> !it.id().equals(locked.id())).toList();
          var overlap = beside(sequence, others);
          return overlap.isPresent()
              ? refused(overlap.orElseThrow())
              : change(
                  connection,
                  locked,
                  new Wish(locked.partner(), locked.id(), sequence),
                  month.orElseThrow());
        });
  }

  /** The counter goes on, beyond whatever the new look has shown before. */
  private static Uni<Answer<StoredSequence>> change(
      SqlConnection connection, Locked locked, Wish wish, java.time.YearMonth month) {
    var sequence = wish.sequence();
    var row =
        Tuple.of(
            wish.partner(),
            wish.id(),
            sequence.prefix(),
            sequence.format().padding(),
            sequence.reset().name());
    var before = locked.sequence().reset().periodOf(month);
    return NumberWriter.counter(connection, locked, before)
        .flatMap(old -> {
          var kept = locked.sequence().reset() == sequence.reset() ? old : 0L;
          return HighestIssued.of(connection, wish.partner(), sequence, month)
              .map(highest -> Math.max(kept, highest));
        })
        .call(_ -> connection.preparedQuery(UPDATE).execute(row))
        .call(value -> count(connection, wish, month, value))
        .map(value ->
            new Answer.Done<>(
                new StoredSequence(wish.id(), sequence, value, locked.version() + 1)));
  }

  @Override
  public Uni<Answer<StoredSequence>> delete(SequenceKey key, int version) {
    return transaction.run(
        Set.of(key.partner()),
        connection ->
            writer
                .lock(connection, key)
                .flatMap(found -> {
                  if (found.isEmpty()) {
                    return refused(NumberRefusal.UNKNOWN_SEQUENCE);
                  }
                  var locked = found.orElseThrow();
                  return locked.version() == version
                      ? connection
                          .preparedQuery(DELETE)
                          .execute(Tuple.of(key.partner(), key.id()))
                          .flatMap(_ -> stored(connection, locked))
                          .map(Answer.Done::new)
                      : refused(NumberRefusal.VERSION_MISMATCH);
                }));
  }

  @Override
  public Uni<Optional<StoredSequence>> find(SequenceKey key) {
    return transaction.run(
        Set.of(key.partner()),
        connection ->
            connection
                .preparedQuery(FIND)
                .execute(Tuple.of(key.partner(), key.id()))
                .map(rows -> SequenceRows.first(rows, SequenceRows::locked))
                .flatMap(found ->
                    found
                        .map(it -> stored(connection, it).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
  }

  @Override
  public Uni<List<StoredSequence>> list(String partner, UUID after, int limit) {
    return transaction.run(
        Set.of(partner),
        connection ->
            connection
                .preparedQuery(LIST)
                .execute(Tuple.of(partner, after, limit))
                .onItem()
                .transformToMulti(rows ->
                    io.smallrye.mutiny.Multi.createFrom()
                        .iterable(SequenceRows.list(rows, SequenceRows::locked)))
                .onItem()
                .transformToUniAndConcatenate(it -> stored(connection, it))
                .collect()
                .asList());
  }

  private static Uni<StoredSequence> stored(SqlConnection connection, Locked locked) {
    return locked
        .month(locked.sequence())
        .map(month ->
            NumberWriter.counter(connection, locked, locked.sequence().reset().periodOf(month)))
        .orElseGet(() -> Uni.createFrom().item(0L))
        .map(locked::stored);
  }

  private static Uni<Void> oneByOne(SqlConnection connection, String partner, Sequence sequence) {
    return connection
        .preparedQuery(ONE_BY_ONE)
        .execute(Tuple.of(partner, sequence.type().code()))
        .replaceWithVoid();
  }

  private static Uni<List<Locked>> siblings(
      SqlConnection connection, String partner, Sequence sequence) {
    return connection
        .preparedQuery(SIBLINGS)
        .execute(Tuple.of(partner, sequence.type().code()))
        .map(rows -> SequenceRows.list(rows, SequenceRows::locked));
  }

  private static Optional<NumberRefusal> beside(Sequence sequence, List<Locked> others) {
    return Numbering.beside(
        sequence.format(), others.stream().map(it -> it.sequence().format()).toList());
  }

  /** The moment, and the zone in which the partner's calendar shows it. */
  private record Now(Instant at, Optional<String> zone) {}

  private static Uni<Now> now(SqlConnection connection, String partner) {
    return connection
        .preparedQuery(NOW)
        .execute(Tuple.of(partner))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Now(
              row.getOffsetDateTime("now").toInstant(), Optional.ofNullable(row.getString("zone")));
        });
  }

  private static <T> Uni<Answer<T>> refused(NumberRefusal refusal) {
    return Uni.createFrom().item(Answer.Refused.of(refusal));
  }
}
