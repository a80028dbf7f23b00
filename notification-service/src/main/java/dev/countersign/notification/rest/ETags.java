package dev.countersign.notification.rest;

import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What somebody who names a version of preferences in If-Match is answered. */
final class ETags {
  private ETags() {}

  static int seen(@Nullable String ifMatch) {
    return EntityTag.version(ifMatch, ETags::mismatch).orElseThrow(EntityTag::required);
  }

  static ProblemException mismatch() {
    return new ProblemException(
        412, "version_mismatch", "The preferences have changed since the version of If-Match.");
  }
}
