package dev.countersign.request.db;

import dev.countersign.request.app.Intake.RoleKey;
import dev.countersign.request.core.PersonId;
import dev.countersign.request.core.people.Person;
import dev.countersign.request.core.people.Role;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of the directory, as a ruling needs them. */
final class PeopleRows {
  private PeopleRows() {}

  static Map<PersonId, Person> person(PersonId id, Iterable<Row> rows) {
    for (Row row : rows) {
      var roles =
          Arrays.stream(row.getArrayOfStrings(1)).map(Role::new).collect(Collectors.toSet());
      var person = Person.withRoles(id, roles);
      return Map.of(id, row.getBoolean(0) ? person : person.deactivated());
    }
    return Map.of();
  }

  static Map<Role, List<PersonId>> members(Iterable<Row> rows) {
    var members = new HashMap<Role, List<PersonId>>();
    membersByPartner(rows).forEach((key, people) -> members.put(key.role(), people));
    return members;
  }

  static Map<RoleKey, List<PersonId>> membersByPartner(Iterable<Row> rows) {
    var members = new HashMap<RoleKey, List<PersonId>>();
    for (Row row : rows) {
      var people = Arrays.stream(row.getArrayOfStrings(2)).map(PersonId::new).toList();
      members.put(new RoleKey(row.getString(0), new Role(row.getString(1))), people);
    }
    return members;
  }
}
