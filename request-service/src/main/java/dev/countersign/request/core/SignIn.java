package dev.countersign.request.core;

import java.time.Instant;
import java.util.Optional;

/**
 * When a person last showed who they are, and how strongly, as far as their token says. What it
 * does not say counts as the weakest there is.
 */
public record SignIn(Optional<Instant> at, Optional<String> level) {
  public static final SignIn UNKNOWN = new SignIn(Optional.empty(), Optional.empty());
}
