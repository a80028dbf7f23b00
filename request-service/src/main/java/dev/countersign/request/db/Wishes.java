package dev.countersign.request.db;

import dev.countersign.request.core.PeopleAsked;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whom rulings ask for, as the parameters of the statements that read the directory. */
final class Wishes {
  private final Parameters people = new Parameters();
  private final Parameters roles = new Parameters();
  private final Parameters groups = new Parameters();
  private final Parameters lines = new Parameters();
  private boolean managers;

  private Wishes() {}

  static Wishes of(Map<String, List<PeopleAsked>> asked) {
    var all = new Wishes();
    asked.forEach((partner, wishes) -> wishes.forEach(wish -> all.add(partner, wish)));
    return all;
  }

  private void add(String partner, PeopleAsked wish) {
    wish.people().forEach(person -> people.add(partner, person.value(), ""));
    wish.roles().forEach(role -> roles.add(partner, role.name(), ""));
    wish.groups().forEach(group -> groups.add(partner, group.name(), ""));
    wish.listings().forEach(line -> lines.add(partner, line.resolver(), line.key()));
    managers |= wish.managers() == PeopleAsked.Managers.ALL;
  }

  boolean areEmpty() {
    return people.isEmpty() && roles.isEmpty() && groups.isEmpty() && lines.isEmpty();
  }

  boolean askResolvers() {
    return !lines.isEmpty();
  }

  Tuple people() {
    return Tuple.tuple()
        .addArrayOfString(people.partners())
        .addArrayOfString(people.names())
        .addArrayOfString(roles.partners())
        .addArrayOfString(roles.names())
        .addArrayOfString(groups.partners())
        .addArrayOfString(groups.names())
        .addBoolean(managers);
  }

  Tuple peopleAndLines() {
    return with(people());
  }

  Tuple lines() {
    return with(Tuple.tuple());
  }

  private Tuple with(Tuple values) {
    return values
        .addArrayOfString(lines.partners())
        .addArrayOfString(lines.names())
        .addArrayOfString(lines.keys());
  }

  /** Partners, what is asked of them and, of a resolver, under which key: one array for each. */
  private static final class Parameters {
    private final List<String> partners = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    void add(String partner, String name, String key) {
      partners.add(partner);
      names.add(name);
      keys.add(key);
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

    String[] keys() {
      return keys.toArray(String[]::new);
    }
  }
}
