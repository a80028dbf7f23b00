package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's version as an entity tag. */
final class ETags {

  private static final Pattern STRONG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

  private ETags() {}

  static String of(int version) {
    return "\"" + version + "\"";
  }

  /** RP-07: a wildcard, a weak tag or a list names no version, so a decision cannot rest on it. */
  static Optional<Integer> version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return Optional.empty();
    }
    var tag = STRONG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw mismatch();
    }
    return Optional.of(Integer.valueOf(tag.group(1)));
  }

  static ProblemException mismatch() {
    return new ProblemException(
        412, "version_mismatch", "The request has moved on since the version of If-Match.");
  }
}
