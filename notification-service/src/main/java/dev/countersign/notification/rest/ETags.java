package dev.countersign.notification.rest;

import dev.countersign.platform.web.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a person's or a partner's choices as an entity tag. */
final class ETags {
  private static final Pattern STRONG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

  private ETags() {}

  static String of(int version) {
    return "\"" + version + "\"";
  }

  /** RP-07: a wildcard, a weak tag or a list names no version that somebody has seen. */
  static int seen(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw new ProblemException(
          428, "precondition_required", "Send If-Match with the version you have seen.");
    }
    var tag = STRONG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw mismatch();
    }
    return Integer.parseInt(tag.group(1));
  }

  static ProblemException mismatch() {
    return new ProblemException(
        412, "version_mismatch", "The preferences have changed since the version of If-Match.");
  }
}
