package dev.countersign.request.db;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that votes write, however many, as one statement made of those in {@link WriteSql}: one
 * message and one answer instead of half a dozen. Each part waits for the whole of the one it must
 * not overtake, so a stale vote is stopped by its trigger before anything else is tried, and the
 * locks are taken in the order of every transaction: vote, request, step, head.
 */
final class VoteSql {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /** The parameters are those of the parts, one after the other. */
  static final String WRITE = write();

  private VoteSql() {}

  private static String write() {
    var parts = new ArrayList<String>();
    int used = add(parts, 0, "voted", WriteSql.INSERT_VOTES, "");
    used = add(parts, used, "moved", WriteSql.UPDATE_REQUESTS, "and" + after("voted"));
    used = add(parts, used, "stepped", WriteSql.UPDATE_STEPS, "and" + after("moved"));
    used = add(parts, used, "headed", WriteSql.UPDATE_HEADS, "and" + after("stepped"));
    used = add(parts, used, "entered", WriteSql.INSERT_LEDGER, "where" + after("headed"));
    add(parts, used, "answered", WriteSql.INSERT_OUTCOMES, "where" + after("entered"));
    return "with " + String.join(",\n", parts) + "\nselect count(*) from entered";
  }

  /** Counting reads all of a part; whether it did anything does not matter. */
  private static String after(String part) {
    return " (select count(*) from " + part + ") >= 0";
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
    parts.add(name + " as (" + shifted + end + " returning 1)");
    return used + highest[0];
  }
}
