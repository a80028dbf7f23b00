package dev.countersign.rules.core.policy;

import java.util.UUID;

/** Names a policy for good; its versions are numbered from one. */
public record PolicyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
