package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.ConsumerOffsets;
import dev.countersign.platform.storage.Progress;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Dossier;
import dev.countersign.request.app.Intake;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.core.Digest;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.db.number.NumberWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A batch in one transaction: claim and read in one round trip, write in the next. */
@ApplicationScoped
class PostgresIntake implements Intake {
  private static final String NO_BRANCH = "";

  private final TenantTransaction transaction;
  private final ConsumerOffsets offsets;
  private final Topics topics;
  private final NumberWriter numbers;

  PostgresIntake(
      TenantTransaction transaction, ConsumerOffsets offsets, Topics topics, NumberWriter numbers) {
    this.transaction = transaction;
    this.offsets = offsets;
    this.topics = topics;
    this.numbers = numbers;
  }

  @Override
  public <T> Uni<T> transaction(Set<String> partners, Function<Session, Uni<T>> work) {
    return transaction.run(partners, connection -> work.apply(new InTransaction(connection)));
  }

  private final class InTransaction implements Session {
    private final SqlConnection connection;

    InTransaction(SqlConnection connection) {
      this.connection = connection;
    }

    @Override
    public Uni<Snapshot> claim(Claim claim) {
      var db = connection.getDelegate();
      var claimed = claimed(claim);
      var now = db.preparedQuery(ReadSql.NOW).execute();
      var open = open(claim.subjects());
      var people = PeopleRows.people(db, claim.people());
      return uni(Future.all(claimed, now, open, people))
          .flatMap(_ -> uni(known(claim.events(), claimed.result())))
          .flatMap(known ->
              uni(
                  released(known.keySet())
                      .map(released ->
                          new Snapshot(
                              now.result().iterator().next().getOffsetDateTime(0).toInstant(),
                              known,
                              released,
                              open.result(),
                              people.result()))));
    }

    /** Only an event that came before can have been released to be evaluated again. */
    private Future<Map<EventKey, Loaded>> released(Set<EventKey> known) {
      if (known.isEmpty()) {
        return Future.succeededFuture(Map.of());
      }
      var rows = new Rows(ReadSql.LOAD_RELEASED, String.class, String.class, String.class);
      known.forEach(it -> rows.add(it.partner(), it.source(), it.eventId()));
      return rows.send(connection.getDelegate()).map(PostgresIntake::byEvent);
    }

    @Override
    public Uni<Void> write(List<Change> changes, Progress progress) {
      var written = Sql.all(ChangeWriter.write(connection.getDelegate(), topics, changes));
      var noted = offsets.store(connection, progress);
      return Uni.join()
          .all(written, noted)
          .andFailFast()
          .chain(() -> number(changes))
          .replaceWithVoid();
    }

    /** Every request gets a number where its partner keeps a sequence for them (F-169). */
    private Uni<Void> number(List<Change> changes) {
      var opened =
          changes.stream()
              .filter(change -> change.opens() && !change.entries().isEmpty())
              .map(Change::dossier)
              .collect(
                  Collectors.groupingBy(
                      Dossier::partner,
                      TreeMap::new,
                      Collectors.mapping(it -> it.id().value().toString(), Collectors.toList())));
      return Multi.createFrom()
          .iterable(opened.entrySet())
          .onItem()
          .transformToUniAndConcatenate(
              of -> numbers.ofRequests(connection, of.getKey(), NO_BRANCH, of.getValue()))
          .onItem()
          .ignoreAsUni();
    }

    private Future<RowSet<Row>> claimed(Claim claim) {
      var rows = new Claims();
      claim.events().forEach(event -> rows.add(event, claim.unasked().contains(keyOf(event))));
      return rows.send(connection.getDelegate());
    }

    /** What could not be claimed was there before; only then is a second look needed. */
    private Future<Map<EventKey, Digest>> known(List<Dossier> events, RowSet<Row> claimed) {
      if (claimed.size() == events.size()) {
        return Future.succeededFuture(Map.of());
      }
      var ours = new java.util.HashSet<EventKey>();
      claimed.forEach(row -> ours.add(eventKey(row)));
      var rows = new Rows(ReadSql.KNOWN, String.class, String.class, String.class);
      events.stream()
          .filter(event -> !ours.contains(keyOf(event)))
          .forEach(event -> rows.add(event.partner(), event.source(), event.eventId()));
      return rows.send(connection.getDelegate()).map(PostgresIntake::digests);
    }

    private Future<Map<SubjectKey, List<Loaded>>> open(Set<SubjectKey> subjects) {
      if (subjects.isEmpty()) {
        return Future.succeededFuture(Map.of());
      }
      var rows = new Rows(ReadSql.LOAD_OPEN, String.class, String.class, String.class);
      subjects.forEach(it -> rows.add(it.partner(), it.operation(), it.subjectId()));
      return rows.send(connection.getDelegate()).map(PostgresIntake::bySubject);
    }
  }

  private static EventKey keyOf(Dossier event) {
    return new EventKey(event.partner(), event.source(), event.eventId());
  }

  private static EventKey eventKey(Row row) {
    return new EventKey(row.getString(0), row.getString(1), row.getString(2));
  }

  private static Map<EventKey, Digest> digests(RowSet<Row> rows) {
    var digests = new HashMap<EventKey, Digest>();
    rows.forEach(row -> digests.put(eventKey(row), new Digest(Sql.hex(row.getBuffer(3)))));
    return digests;
  }

  private static Map<EventKey, Loaded> byEvent(RowSet<Row> rows) {
    var released = new HashMap<EventKey, Loaded>();
    for (Row row : rows) {
      var loaded = RequestRows.read(row, Directory.EMPTY);
      released.put(keyOf(loaded.dossier()), loaded);
    }
    return released;
  }

  private static Map<SubjectKey, List<Loaded>> bySubject(RowSet<Row> rows) {
    var open = new HashMap<SubjectKey, List<Loaded>>();
    for (Row row : rows) {
      var loaded = RequestRows.read(row, Directory.EMPTY);
      var dossier = loaded.dossier();
      var subject =
          new SubjectKey(
              dossier.partner(),
              dossier.operation().orElseThrow(),
              dossier.subjectId().orElseThrow());
      open.computeIfAbsent(subject, _ -> new ArrayList<>()).add(loaded);
    }
    return open;
  }
}
