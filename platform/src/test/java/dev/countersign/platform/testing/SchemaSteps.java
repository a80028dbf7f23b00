package dev.countersign.platform.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a migration may do while the version before still reads and writes: add. It neither takes
 * away nor renames what that version knows, and refuses nothing that stands there or that it writes
 * (D13). A table of the same migration is free of that: nobody knows it yet.
 */
final class SchemaSteps {
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
  private static final Pattern QUOTED = Pattern.compile("\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\S+)");
  private static final Pattern ALTERED =
      Pattern.compile("alter table (?:if exists )?(?:only )?(\\S+) (.*)");
  private static final Pattern DROPPED =
      Pattern.compile("drop (table|schema|type|view|sequence|column)\\b.*");
  private static final Pattern RETYPED =
      Pattern.compile("alter (column )?\\S+ (set data )?type .*");
  private static final Pattern CHECKED =
      Pattern.compile("add (constraint \\S+ )?(check|foreign key)\\b.*");
  private static final Pattern UNIQUE =
      Pattern.compile("add (constraint \\S+ )?(unique|primary key|exclude)\\b.*");

  private static final Pattern UNCHECKED =
      Pattern.compile("\\badd constraint (\\S+) (?:check|foreign key)\\b.* not valid");
  private static final Pattern VALIDATED = Pattern.compile("\\bvalidate constraint (\\S+)");

  private SchemaSteps() {}

  static List<String> faults(String sql) {
    var faults = new ArrayList<String>();
    Set<String> own = new HashSet<>();
    for (String statement : statements(sql)) {
      var created = CREATED.matcher(statement);
      if (created.lookingAt()) {
        own.add(created.group(1).replaceAll("\\(.*", ""));
      }
      faultsOf(statement, own).forEach(faults::add);
    }
    faults.addAll(hasty(statements(sql)));
    return faults;
  }

  /** One migration is one transaction, and holds the lock of what it added until it ends. */
  private static List<String> hasty(List<String> statements) {
    var unchecked =
        actions(statements)
            .map(UNCHECKED::matcher)
            .filter(Matcher::find)
            .map(it -> it.group(1))
            .toList();
    return actions(statements)
        .map(VALIDATED::matcher)
        .filter(it -> it.find() && unchecked.contains(it.group(1)))
        .map(it -> it.group(1) + ": is validated under the lock that added it; do it in the next")
        .toList();
  }

  private static Stream<String> actions(List<String> statements) {
    return statements.stream().flatMap(statement -> split(statement, ',').stream());
  }

  private static List<String> statements(String sql) {
    String plain = QUOTED.matcher(COMMENT.matcher(sql).replaceAll("")).replaceAll("''");
    return split(plain.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "), ';');
  }

  private static List<String> faultsOf(String statement, Set<String> own) {
    var altered = ALTERED.matcher(statement);
    if (!altered.matches()) {
      return DROPPED.matcher(statement).matches()
          ? List.of(statement + ": takes away what the version before knows")
          : List.of();
    }
    return own.contains(altered.group(1))
        ? List.of()
        : split(altered.group(2), ',').stream()
            .filter(action -> !fault(action).isEmpty())
            .map(action -> altered.group(1) + ": " + action + ": " + fault(action))
            .toList();
  }

  private static String fault(String action) {
    if (DROPPED.matcher(action).matches() && action.startsWith("drop column")) {
      return "takes away what the version before knows";
    }
    if (action.startsWith("rename ")) {
      return "renames what the version before knows";
    }
    if (RETYPED.matcher(action).matches()) {
      return "changes a type that the version before knows";
    }
    if (action.endsWith(" set not null") || isRequired(action)) {
      return "asks for what the version before does not write";
    }
    if (CHECKED.matcher(action).matches() && !action.endsWith(" not valid")) {
      return "looks at every row under a lock; add it not valid, then validate";
    }
    return UNIQUE.matcher(action).matches() ? "refuses what the version before writes" : "";
  }

  private static boolean isRequired(String action) {
    return action.startsWith("add column ")
        && action.contains(" not null")
        && !action.contains(" default ")
        && !action.contains(" generated ");
  }

  /** Parts between the marks that stand in no brackets. */
  private static List<String> split(String text, char mark) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char here = text.charAt(at);
      depth += here == '(' ? 1 : here == ')' ? -1 : 0;
      if (here == mark && depth == 0) {
        parts.add(text.substring(start, at).strip());
        start = at + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}
