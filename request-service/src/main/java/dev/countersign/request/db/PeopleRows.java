package dev.countersign.request.db;

import dev.countersign.request.core.PeopleAsked;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Directory;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The directory as rulings need it: people by id and by role, however many, in one round trip. */
final class PeopleRows {
  private PeopleRows() {}

  static Future<Map<PersonId, Person>> person(
      SqlConnection connection, String partner, PersonId id) {
    return connection
        .preparedQuery(PeopleSql.PERSON)
        .execute(Tuple.of(partner, id.value()))
        .map(rows -> byPartner(rows).getOrDefault(partner, Map.of()));
  }

  /** The people of each partner that rulings ask for. */
  static Future<Map<String, Map<PersonId, Person>>> people(
      SqlConnection connection, Map<String, List<PeopleAsked>> asked) {
    var people = new Pairs();
    var roles = new Pairs();
    asked.forEach((partner, wishes) -> {
      for (PeopleAsked wish : wishes) {
        wish.people().forEach(person -> people.add(partner, person.value()));
        wish.roles().forEach(role -> roles.add(partner, role.name()));
      }
    });
    if (people.isEmpty() && roles.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    var values =
        Tuple.tuple()
            .addArrayOfString(people.partners())
            .addArrayOfString(people.names())
            .addArrayOfString(roles.partners())
            .addArrayOfString(roles.names());
    return connection.preparedQuery(PeopleSql.PEOPLE).execute(values).map(PeopleRows::byPartner);
  }

  static Map<String, Directory> directories(Map<String, Map<PersonId, Person>> people) {
    return people.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, it -> new Directory(it.getValue(), List.of())));
  }

  private static Map<String, Map<PersonId, Person>> byPartner(RowSet<Row> rows) {
    var people = new HashMap<String, Map<PersonId, Person>>();
    for (Row row : rows) {
      var id = new PersonId(row.getString(1));
      people.computeIfAbsent(row.getString(0), _ -> new HashMap<>()).put(id, person(id, row));
    }
    return people;
  }

  private static Person person(PersonId id, Row row) {
    var roles = Arrays.stream(row.getArrayOfStrings(3)).map(Role::new).collect(Collectors.toSet());
    var person = Person.withRoles(id, roles);
    return row.getBoolean(2) ? person : person.deactivated();
  }

  /** Partners and what is asked of them, as two columns. */
  private static final class Pairs {
    private final List<String> partners = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    void add(String partner, String name) {
      partners.add(partner);
      names.add(name);
    }

    boolean isEmpty() {
      return partners.isEmpty();
    }

    String[] partners() {
      return partners.toArray(String[]::new);
    }

    String[] names() {
      return names.toArray(String[]::new);
    }
  }
}
