package dev.countersign.request.people;

import dev.countersign.request.people.PersonRules.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a resolver may be called and hold. Each broken rule is one sentence that names its field.
 */
public final class ResolverRules {

  /** The most entries of one table, so that it is put whole within the bounds of a body. */
  public static final int MOST_ENTRIES = 10_000;

  /** The most tables of one partner. */
  public static final int MOST_RESOLVERS = 100;

  private static final int MOST_PEOPLE = 50;
  private static final int MOST_VIOLATIONS = 50;
  private static final int LONGEST_KEY = 200;

  // The keys by which steps are found put a colon behind the name.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  private ResolverRules() {}

  /** Everything that is wrong with a whole table, up to a bound; empty if it may be stored. */
  public static List<Violation> check(String partner, String name, List<ResolverEntry> entries) {
    var found = new ArrayList<Violation>();
    checkName(name, found);
    if (entries.size() > MOST_ENTRIES) {
      found.add(new Violation("entries", "must be at most 10000"));
      return found;
    }
    var keys = new HashSet<String>();
    for (int at = 0; at < entries.size() && found.size() < MOST_VIOLATIONS; at++) {
      var field = "entries[" + at + "].";
      checkEntry(partner, entries.get(at), field, found);
      if (!keys.add(entries.get(at).key())) {
        found.add(new Violation(field + "key", "must stand once in the table"));
      }
    }
    return List.copyOf(found);
  }

  /** The same of one entry. */
  public static List<Violation> check(String partner, String name, ResolverEntry entry) {
    var found = new ArrayList<Violation>();
    checkName(name, found);
    checkEntry(partner, entry, "", found);
    return List.copyOf(found);
  }

  private static void checkName(String name, List<Violation> found) {
    if (!NAME.matcher(name).matches()) {
      found.add(
          new Violation(
              "name", "must be 1 to 60 lower-case letters, digits and dashes, a letter first"));
    }
  }

  private static void checkEntry(
      String partner, ResolverEntry entry, String field, List<Violation> found) {
    if (!PlainText.isName(entry.key(), LONGEST_KEY)) {
      found.add(new Violation(field + "key", "must be 1 to 200 visible characters"));
    }
    var people = entry.people();
    if (people.isEmpty()
        || people.size() > MOST_PEOPLE
        || !people.stream().allMatch(person -> PersonRules.isIdOf(partner, person))) {
      found.add(new Violation(field + "people", "must be 1 to 50 people of your own partner"));
    }
  }
}
