package dev.countersign.request.db;

import static dev.countersign.request.db.Sql.uni;

import dev.countersign.platform.storage.TenantTransaction;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.WholePools;
import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.RequestCommand;
import dev.countersign.request.core.RequestId;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a request, the people its steps ask, what these lent, and the people they lent it to. */
@ApplicationScoped
class PostgresWholePools implements WholePools {
  private final TenantTransaction transaction;

  PostgresWholePools(TenantTransaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Uni<Optional<Loaded>> load(String partner, RequestId request) {
    return transaction.run(
        Set.of(partner), connection -> uni(load(connection.getDelegate(), partner, request)));
  }

  private static Future<Optional<Loaded>> load(
      SqlConnection connection, String partner, RequestId request) {
    return connection
        .preparedQuery(ReadSql.LOAD)
        .execute(Tuple.of(partner, request.value()))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            return Future.succeededFuture(Optional.empty());
          }
          var loaded = RequestRows.read(rows.iterator().next(), Directory.EMPTY);
          var asked = PeopleAsked.by(new RequestCommand.ReviewPools(), loaded.state());
          return directory(connection, partner, asked)
              .map(directory -> Optional.of(loaded.with(directory, List.of())));
        });
  }

  private static Future<Directory> directory(
      SqlConnection connection, String partner, PeopleAsked asked) {
    return people(connection, partner, asked)
        .flatMap(members ->
            loans(connection, partner, members.people().keySet())
                .flatMap(loans ->
                    people(connection, partner, PeopleAsked.named(borrowers(loans)))
                        .map(others -> members.with(others).lending(loans))));
  }

  /** What these people lent, and what the borrowers lent on, which nobody may. */
  private static Future<List<Delegation>> loans(
      SqlConnection connection, String partner, Set<PersonId> people) {
    return lent(connection, partner, people)
        .flatMap(loans ->
            lent(connection, partner, borrowers(loans))
                .map(passedOn ->
                    Stream.concat(loans.stream(), passedOn.stream()).distinct().toList()));
  }

  private static Future<Directory> people(
      SqlConnection connection, String partner, PeopleAsked asked) {
    return PeopleRows.people(connection, Map.of(partner, List.of(asked)))
        .map(found -> found.getOrDefault(partner, Directory.EMPTY));
  }

  private static Future<List<Delegation>> lent(
      SqlConnection connection, String partner, Set<PersonId> lenders) {
    var ids = lenders.stream().map(PersonId::value).toArray(String[]::new);
    return connection
        .preparedQuery(PeopleSql.LENT)
        .execute(Tuple.of(partner).addArrayOfString(ids))
        .map(PostgresWholePools::loansIn);
  }

  private static List<Delegation> loansIn(RowSet<Row> rows) {
    var loans = new ArrayList<Delegation>();
    for (Row row : rows) {
      loans.add(
          new Delegation(
              new PersonId(row.getString(0)),
              new PersonId(row.getString(1)),
              new Window(
                  row.getOffsetDateTime(2).toInstant(), row.getOffsetDateTime(3).toInstant()),
              Set.of(row.getArrayOfStrings(4))));
    }
    return loans;
  }

  private static Set<PersonId> borrowers(List<Delegation> loans) {
    var people = new HashSet<PersonId>();
    loans.forEach(loan -> people.add(loan.to()));
    return people;
  }
}
