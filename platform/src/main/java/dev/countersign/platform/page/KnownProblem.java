package dev.countersign.platform.page;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The problems that an error page has words for: those that any service may answer with. */
public enum KnownProblem {
  BAD_REQUEST,
  UNAUTHENTICATED,
  FORBIDDEN,
  HUMAN_REQUIRED,
  NOT_FOUND,
  TOO_LARGE,
  UNAVAILABLE,
  INTERNAL_ERROR;

  /** The problem of this code; a page repeats what it does not know. */
  public static @Nullable KnownProblem ofNullable(String code) {
    var name = code.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst().orElse(null);
  }
}
