package dev.countersign.request.rest;

import dev.countersign.platform.web.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. What is not one in its canonical spelling names nothing, like any unknown id. */
final class Ids {

  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Ids() {}

  static UUID of(String text) {
    if (!CANONICAL.matcher(text).matches()) {
      throw ProblemException.notFound();
    }
    return UUID.fromString(text);
  }
}
