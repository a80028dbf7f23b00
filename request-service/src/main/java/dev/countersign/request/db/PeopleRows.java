package dev.countersign.request.db;

import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Delegation;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Group;
import dev.countersign.request.core.people.Listing;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import dev.countersign.request.core.people.Scope;
import dev.countersign.request.core.people.Window;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The directory as rulings need it: people by id and by role, however many, in one round trip. */
final class PeopleRows {
  private PeopleRows() {}

  /** Each of those who act, if known, with what others lent them (F-140). */
  static Future<Map<PersonId, Directory>> actors(
      SqlConnection connection, String partner, Set<PersonId> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    var names = ids.stream().map(PersonId::value).toArray(String[]::new);
    return connection
        .preparedQuery(PeopleSql.ACTORS)
        .execute(Tuple.of(partner).addArrayOfString(names))
        .map(rows -> {
          var byActor = new HashMap<PersonId, List<Row>>();
          for (Row row : rows) {
            var actor = new PersonId(row.getString("actor"));
            byActor.computeIfAbsent(actor, _ -> new ArrayList<>()).add(row);
          }
          var actors = new HashMap<PersonId, Directory>();
          byActor.forEach((id, own) ->
              actors.put(
                  id,
                  byPartner(own).getOrDefault(partner, Directory.EMPTY).lending(loans(own, id))));
          return actors;
        });
  }

  /** The people of each partner that rulings ask for. */
  static Future<Map<String, Directory>> people(
      SqlConnection connection, Map<String, List<PeopleAsked>> asked) {
    var wishes = Wishes.of(asked);
    if (wishes.areEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    if (!wishes.askResolvers()) {
      return connection
          .preparedQuery(PeopleSql.PEOPLE)
          .execute(wishes.people())
          .map(PeopleRows::byPartner);
    }
    var people =
        connection
            .preparedQuery(PeopleSql.PEOPLE_AND_LISTED)
            .execute(wishes.peopleAndLines())
            .map(PeopleRows::byPartner);
    var listed =
        connection
            .preparedQuery(PeopleSql.LISTED)
            .execute(wishes.lines())
            .map(PeopleRows::listings);
    return Future.all(people, listed).map(_ -> listing(people.result(), listed.result()));
  }

  private static Map<String, Directory> listing(
      Map<String, Directory> people, Map<String, Map<Listing, Set<PersonId>>> listed) {
    return people.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                it -> it.getValue().listing(listed.getOrDefault(it.getKey(), Map.of()))));
  }

  private static Map<String, Map<Listing, Set<PersonId>>> listings(RowSet<Row> rows) {
    var found = new HashMap<String, Map<Listing, Set<PersonId>>>();
    for (Row row : rows) {
      found
          .computeIfAbsent(row.getString(0), _ -> new HashMap<>())
          .computeIfAbsent(new Listing(row.getString(1), row.getString(2)), _ -> new HashSet<>())
          .add(new PersonId(row.getString(3)));
    }
    return found;
  }

  private static Map<String, Directory> byPartner(Iterable<Row> rows) {
    var people = new HashMap<String, Map<PersonId, Person>>();
    var accounts = new HashMap<String, Map<PersonId, Set<PersonId>>>();
    for (Row row : rows) {
      var id = new PersonId(row.getString(1));
      people.computeIfAbsent(row.getString(0), _ -> new HashMap<>()).put(id, person(id, row));
      var others = names(row, "other_accounts", PersonId::new);
      if (!others.isEmpty()) {
        accounts.computeIfAbsent(row.getString(0), _ -> new HashMap<>()).put(id, others);
      }
    }
    return people.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                it ->
                    new Directory(
                        it.getValue(), List.of(), accounts.getOrDefault(it.getKey(), Map.of()))));
  }

  private static Person person(PersonId id, Row row) {
    return new Person(
        id,
        row.getBoolean("active"),
        names(row, "roles", Role::new),
        names(row, "groups", Group::new),
        Optional.ofNullable(row.getString("manager_id")).map(PersonId::new),
        new Scope(names(row, "branches", it -> it), names(row, "locations", it -> it)),
        leaves(row),
        Optional.ofNullable(row.getString("service_account_of")).map(PersonId::new));
  }

  private static <T> Set<T> names(Row row, String column, Function<String, T> type) {
    return Arrays.stream(row.getArrayOfStrings(column)).map(type).collect(Collectors.toSet());
  }

  private static List<Window> leaves(Row row) {
    var from = row.getArrayOfOffsetDateTimes("leaves_from");
    var until = row.getArrayOfOffsetDateTimes("leaves_until");
    return IntStream.range(0, from.length)
        .mapToObj(i -> new Window(from[i].toInstant(), until[i].toInstant()))
        .toList();
  }

  private static List<Delegation> loans(List<Row> rows, PersonId to) {
    var loans = new ArrayList<Delegation>();
    for (Row row : rows) {
      var from = row.getOffsetDateTime("lent_from");
      if (from != null) {
        var window = new Window(from.toInstant(), row.getOffsetDateTime("lent_until").toInstant());
        var lender = new PersonId(row.getString("id"));
        loans.add(new Delegation(lender, to, window, names(row, "lent_for", it -> it)));
      }
    }
    return loans;
  }
}
