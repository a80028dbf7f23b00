package dev.countersign.platform.web;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version as a strong entity tag. */
public final class EntityTag {

  private static final Pattern STRONG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

  private EntityTag() {}

  public static String of(int version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that an If-Match header names. RP-07: a wildcard, a weak tag or a list names none
   * that somebody has seen.
   *
   * @param mismatch what such a header is answered with
   */
  public static Optional<Integer> version(
      @Nullable String ifMatch, Supplier<ProblemException> mismatch) {
    if (ifMatch == null) {
      return Optional.empty();
    }
    var tag = STRONG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw mismatch.get();
    }
    return Optional.of(Integer.valueOf(tag.group(1)));
  }

  /** For a door that changes nothing without the header. */
  public static ProblemException required() {
    return new ProblemException(
        428, "precondition_required", "Send If-Match with the version you have seen.");
  }
}
