package dev.countersign.request.ui;

import dev.countersign.platform.web.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in the addresses of pages; what is not one leads nowhere. */
final class PageIds {

  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private PageIds() {}

  static UUID of(String text) {
    if (!CANONICAL.matcher(text).matches()) {
      throw ProblemException.notFound();
    }
    return UUID.fromString(text);
  }
}
