package dev.countersign.request.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the directory accepts. Each broken rule is one sentence that names its field. */
public final class PersonRules {

  /** A field of the body (or {@code id}) and what is wrong with it. */
  public record Violation(String field, String problem) {}

  private static final String NAMES = "must be at most 50 names of 1 to 80 visible characters";
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_ROLE = 80;
  private static final int MOST_ROLES = 50;
  private static final int LONGEST_MAIL = 254;

  // The identity provider's subject is opaque: printable ASCII that needs no quoting anywhere.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:+-]{0,199}");

  // OUT-03: a strict subset, without quoting, comments, encoded words or other alphabets, leaves
  // parsers nothing to disagree on.
  private static final Pattern MAIL =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9_+-]|\\.(?=[A-Za-z0-9_+-])){0,63}"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

  private static final Pattern HUMAN = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final Pattern PARTNER_SUFFIX = Pattern.compile(".*@([a-z0-9-]{2,40})");

  private PersonRules() {}

  /** Everything that is wrong; empty if the draft may be stored for this partner's person. */
  public static List<Violation> check(String partner, String id, PersonDraft draft) {
    var found = new ArrayList<Violation>();
    if (!isIdOf(partner, id)) {
      found.add(new Violation("id", "must be the subject of one of your own partner's people"));
    }
    if (!PlainText.isName(draft.name(), LONGEST_NAME)) {
      found.add(new Violation("name", "must be 1 to 120 visible characters"));
    }
    if (draft.mail().length() > LONGEST_MAIL || !MAIL.matcher(draft.mail()).matches()) {
      found.add(new Violation("mail", "must be a plain address such as name@example.com"));
    }
    if (!areRoles(draft.roles())) {
      found.add(new Violation("roles", NAMES));
    }
    checkPosition(partner, id, draft.position(), found);
    checkLeaves(draft.leaves(), found);
    if (!isAnother(partner, id, draft.serviceAccountOf())) {
      found.add(new Violation("serviceAccountOf", "must be another person of your own partner"));
    }
    if (!draft.humanId().map(HUMAN::matcher).map(it -> it.matches()).orElse(true)) {
      found.add(new Violation("humanId", "must be 1 to 200 printable characters without spaces"));
    }
    return List.copyOf(found);
  }

  private static void checkPosition(
      String partner, String id, Position position, List<Violation> found) {
    if (!areRoles(position.groups())) {
      found.add(new Violation("groups", NAMES));
    }
    if (!arePlaces(position.branches())) {
      found.add(new Violation("branches", NAMES));
    }
    if (!arePlaces(position.locations())) {
      found.add(new Violation("locations", NAMES));
    }
    if (!isAnother(partner, id, position.manager())) {
      found.add(new Violation("manager", "must be another person of your own partner"));
    }
  }

  private static void checkLeaves(List<Leave> leaves, List<Violation> found) {
    var ordered = leaves.stream().allMatch(leave -> leave.from().isBefore(leave.until()));
    var apart =
        IntStream.range(1, leaves.size())
            .noneMatch(at -> leaves.get(at).from().isBefore(leaves.get(at - 1).until()));
    if (leaves.size() > MOST_ROLES || !ordered || !apart) {
      found.add(new Violation("leaves", "must be at most 50 times that end and do not overlap"));
    }
  }

  private static boolean isAnother(String partner, String id, Optional<String> other) {
    return other.map(it -> isIdOf(partner, it) && !it.equals(id)).orElse(true);
  }

  private static boolean arePlaces(List<String> places) {
    return areRoles(places.stream().filter(place -> !place.equals("*")).toList());
  }

  /** An id written {@code person@partner} must name the caller's own partner. */
  public static boolean isIdOf(String partner, String id) {
    var suffix = PARTNER_SUFFIX.matcher(id);
    return ID.matcher(id).matches() && (!suffix.matches() || suffix.group(1).equals(partner));
  }

  private static boolean areRoles(List<String> roles) {
    return roles.size() <= MOST_ROLES
        && roles.stream().allMatch(role -> PlainText.isName(role, LONGEST_ROLE));
  }
}
