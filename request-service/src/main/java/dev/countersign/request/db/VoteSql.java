package dev.countersign.request.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * All that a vote writes, as one statement made of those in {@link WriteSql}: one message and one
 * answer instead of half a dozen. Each part waits for the one it must not overtake, so a stale vote
 * is stopped by its trigger before anything else is tried, and the locks are taken in the order of
 * every transaction: vote, request, step, head.
 */
final class VoteSql {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Map<Shape, String> STATEMENTS = new ConcurrentHashMap<>();

  private VoteSql() {}

  /**
   * What a vote moves besides its request.
   *
   * @param steps how many steps it changes
   */
  record Shape(int steps, boolean answers) {}

  /** The parameters are those of the parts, one after the other. */
  static String of(Shape shape) {
    return STATEMENTS.computeIfAbsent(shape, VoteSql::statement);
  }

  private static String statement(Shape shape) {
    var parts = new ArrayList<String>();
    int used = add(parts, 0, "voted", WriteSql.INSERT_VOTES, "returning 1");
    used = add(parts, used, "moved", WriteSql.UPDATE_REQUESTS, "and" + after("voted"));
    var last = "moved";
    for (int i = 0; i < shape.steps(); i++) {
      used = add(parts, used, "stepped" + i, WriteSql.UPDATE_STEPS, "and" + after(last));
      last = "stepped" + i;
    }
    used = add(parts, used, "headed", WriteSql.UPDATE_HEADS, "and" + after(last));
    used = add(parts, used, "entered", WriteSql.INSERT_LEDGER, "where" + after("headed"));
    if (shape.answers()) {
      add(parts, used, "answered", WriteSql.INSERT_OUTCOMES, "where" + after("entered"));
    }
    return "with " + String.join(",\n", parts) + "\nselect count(*) from entered";
  }

  private static String after(String part) {
    return " exists (select from " + part + ") returning 1";
  }

  private static int add(List<String> parts, int used, String name, String sql, String end) {
    int[] highest = {0};
    var shifted =
        PARAMETER
            .matcher(sql)
            .replaceAll(found -> {
              int number = Integer.parseInt(found.group(1));
              highest[0] = Math.max(highest[0], number);
              return "\\$" + (used + number);
            });
    parts.add(name + " as (" + shifted + end + ")");
    return used + highest[0];
  }
}
