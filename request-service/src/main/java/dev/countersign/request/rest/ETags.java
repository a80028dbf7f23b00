package dev.countersign.request.rest;

import dev.countersign.platform.web.EntityTag;
import dev.countersign.platform.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody who names a version in If-Match is answered. */
final class ETags {

  private ETags() {}

  static Optional<Integer> version(@Nullable String ifMatch) {
    return EntityTag.version(ifMatch, ETags::mismatch);
  }

  static ProblemException mismatch() {
    return new ProblemException(
        412, "version_mismatch", "The request has moved on since the version of If-Match.");
  }
}
