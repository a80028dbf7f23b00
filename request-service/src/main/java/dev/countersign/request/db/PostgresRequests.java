package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.platform.storage.TenantTransaction.LastWords;
import dev.countersign.request.app.CastVote;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.Requests;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestCommand.Overrides;
import dev.countersign.request.core.people.Directory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Optimistic: read everything in one round trip, rule, write and commit in the next. Who comes late
 * is stopped by a trigger and starts again, and from then on takes the lock first.
 */
@ApplicationScoped
class PostgresRequests implements Requests {
  private final TenantTransaction transaction;
  private final Topics topics;

  PostgresRequests(TenantTransaction transaction, Topics topics) {
    this.transaction = transaction;
    this.topics = topics;
  }

  @Override
  public <T> Uni<T> change(Target target, Conversation<T> conversation) {
    var attempts = new AtomicInteger();
    return transaction.runThrough(
        Set.of(target.partner()),
        connection ->
            attempt(
                connection.getDelegate(), target, conversation, attempts.getAndIncrement() > 0));
  }

  private <T> Uni<LastWords<T>> attempt(
      SqlConnection connection, Target target, Conversation<T> conversation, boolean contended) {
    var key = Tuple.of(target.partner(), target.request().value());
    Future<?> lock =
        contended ? connection.preparedQuery(ReadSql.LOCK).execute(key) : Future.succeededFuture();
    var asker = target.person().map(PersonId::value).orElse(null);
    var request =
        connection
            .preparedQuery(ReadSql.LOAD_TO_DECIDE)
            .execute(Tuple.of(target.partner(), target.request().value(), asker));
    var person = person(connection, target);
    var emergency = emergency(connection, target, conversation);
    return uni(Future.all(lock, request, person, emergency))
        .flatMap(_ -> {
          if (request.result().size() == 0) {
            return Uni.createFrom().item(LastWords.of(conversation.unknown()));
          }
          var row = request.result().iterator().next();
          var directory = person.result();
          return earlier(connection, target, row)
              .map(votes -> RequestRows.read(row, directory).with(directory, votes))
              .flatMap(loaded -> reply(connection, loaded, emergency.result(), conversation));
        });
  }

  private <T> Uni<LastWords<T>> reply(
      SqlConnection connection, Loaded loaded, Emergency emergency, Conversation<T> conversation) {
    return people(connection, loaded, conversation.peopleAsked(loaded.state(), emergency))
        .map(directory -> conversation.reply(loaded.with(directory, loaded.earlier()), emergency))
        .map(reply -> new LastWords<>(reply.result(), write(connection, reply.change())));
  }

  private List<Future<?>> write(SqlConnection connection, Optional<Change> change) {
    return change.map(it -> new ChangeWriter(topics).add(it).send(connection)).orElse(List.of());
  }

  private static Future<Directory> person(SqlConnection connection, Target target) {
    return target
        .person()
        .map(id -> PeopleRows.actor(connection, target.partner(), id))
        .orElseGet(() -> Future.succeededFuture(Directory.EMPTY));
  }

  private static Uni<List<CastVote>> earlier(SqlConnection connection, Target target, Row request) {
    if (!RequestRows.hasVotedBefore(request)) {
      return Uni.createFrom().item(List.of());
    }
    var key =
        Tuple.of(target.partner(), target.request().value(), target.person().orElseThrow().value());
    return uni(connection.preparedQuery(ReadSql.EARLIER).execute(key).map(PostgresRequests::votes));
  }

  private static List<CastVote> votes(RowSet<Row> rows) {
    var votes = new ArrayList<CastVote>();
    rows.forEach(row -> votes.add(RequestRows.vote(row)));
    return votes;
  }

  /** Overrides of one partner are counted one after the other, so that a quota holds. */
  private static Future<Emergency> emergency(
      SqlConnection connection, Target target, Conversation<?> conversation) {
    if (!conversation.isEmergency()) {
      return Future.succeededFuture(Emergency.NONE);
    }
    var partner = Tuple.of(target.partner());
    var attested =
        Tuple.of(
            target.partner(),
            target.request().value(),
            target.person().map(PersonId::value).orElse(""));
    var turn = connection.preparedQuery(ReadSql.OVERRIDES_IN_TURN).execute(partner);
    var counted = connection.preparedQuery(ReadSql.OVERRIDES).execute(partner);
    var witness = connection.preparedQuery(ReadSql.WITNESS).execute(attested);
    return Future.all(turn, counted, witness)
        .map(_ -> emergency(counted.result().iterator().next(), witness.result()));
  }

  private static Emergency emergency(Row counted, RowSet<Row> witness) {
    var soFar = new Overrides(counted.getInteger(0), counted.getInteger(1));
    for (Row row : witness) {
      return new Emergency(soFar, Optional.of(new PersonId(row.getString(0))));
    }
    return new Emergency(soFar, Optional.empty());
  }

  /** Most decisions start no further step, and then nobody else's name is needed. */
  private static Uni<Directory> people(SqlConnection connection, Loaded loaded, PeopleAsked asked) {
    var directory = loaded.context().directory();
    if (asked.isNobody()) {
      return Uni.createFrom().item(directory);
    }
    var partner = loaded.dossier().partner();
    return uni(PeopleRows.people(connection, Map.of(partner, List.of(asked))))
        .map(found -> directory.with(found.getOrDefault(partner, Directory.EMPTY)));
  }
}
