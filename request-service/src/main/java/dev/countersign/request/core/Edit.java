package dev.countersign.request.core;

import java.util.Set;

/**
 * The material fields a checker wants otherwise, and their new values as the producer will read
 * them. Nothing is approved by it: the producer applies it and the policy looks again (C-11).
 */
public record Edit(Set<String> fields, String proposal) {
  public Edit {
    fields = Set.copyOf(fields);
  }
}
