package dev.countersign.rules.rest;

import dev.countersign.platform.web.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ETag of a row: how often it was changed. */
final class RowTag {

  private static final Pattern TAG = Pattern.compile("\"?([0-9]{1,9})\"?");

  private RowTag() {}

  static String of(int row) {
    return Integer.toString(row);
  }

  /** The row of an If-Match header, which a change must have. */
  static int read(@Nullable String tag) {
    if (tag == null) {
      throw new ProblemException(428, "precondition_required", "Send If-Match with the ETag.");
    }
    Matcher matcher = TAG.matcher(tag);
    if (!matcher.matches()) {
      throw new ProblemException(412, "stale_version", "The If-Match header is no ETag of ours.");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
