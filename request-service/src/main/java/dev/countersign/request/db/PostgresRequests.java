package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.messaging.Topics;
import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Change;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.Requests;
import dev.countersign.request.core.Context;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Optimistic: read everything in one round trip, rule, write everything in the next. Who comes late
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
    return transaction.run(
        Set.of(target.partner()),
        connection ->
            attempt(
                connection.getDelegate(), target, conversation, attempts.getAndIncrement() > 0));
  }

  private <T> Uni<T> attempt(
      SqlConnection connection, Target target, Conversation<T> conversation, boolean contended) {
    var key = Tuple.of(target.partner(), target.request().value());
    Future<?> lock =
        contended ? connection.preparedQuery(ReadSql.LOCK).execute(key) : Future.succeededFuture();
    var request = connection.preparedQuery(ReadSql.LOAD).execute(key);
    var people = person(connection, target);
    return uni(Future.all(lock, request, people))
        .flatMap(_ -> {
          var rows = RequestRows.byRequest(request.result());
          return rows.isEmpty()
              ? Uni.createFrom().item(conversation.unknown())
              : reply(connection, rows.getFirst(), people.result(), conversation);
        });
  }

  private <T> Uni<T> reply(
      SqlConnection connection,
      List<Row> rows,
      Map<PersonId, Person> people,
      Conversation<T> conversation) {
    var loaded = RequestRows.read(rows, new Directory(people, Map.of()));
    var asked = conversation.rolesAsked(loaded.state());
    return members(connection, loaded.dossier().partner(), asked)
        .map(members -> conversation.reply(with(loaded, new Directory(people, members))))
        .call(reply -> write(connection, reply.change()))
        .map(Reply::result);
  }

  private Uni<Void> write(SqlConnection connection, Optional<Change> change) {
    return change
        .map(it -> Sql.all(new ChangeWriter(topics).add(it).send(connection)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static Loaded with(Loaded loaded, Directory directory) {
    return new Loaded(
        loaded.dossier(),
        loaded.state(),
        loaded.version(),
        loaded.head(),
        loaded.votes(),
        new Context(loaded.context().now(), directory));
  }

  private static Future<Map<PersonId, Person>> person(SqlConnection connection, Target target) {
    if (target.person().isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    var id = target.person().get();
    return connection
        .preparedQuery(ReadSql.PERSON)
        .execute(Tuple.of(target.partner(), id.value()))
        .map(rows -> PeopleRows.person(id, rows));
  }

  /** Most decisions start no further step, and then nobody's name is needed. */
  private static Uni<Map<Role, List<PersonId>>> members(
      SqlConnection connection, String partner, Set<Role> roles) {
    if (roles.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    var query = new Rows(ReadSql.MEMBERS, String.class, String.class);
    roles.forEach(role -> query.add(partner, role.name()));
    return uni(query.send(connection).map(PeopleRows::members));
  }
}
