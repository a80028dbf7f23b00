package dev.countersign.request.ui;

import java.util.Arrays;
import java.util.Optional;

/** The states of a request that a list has words for. */
public enum Standing {
  PENDING,
  QUARANTINED,
  CHANGES_REQUESTED,
  APPROVED_HELD,
  OVERRIDDEN,
  REVOKED,
  NOT_REQUIRED,
  APPROVED,
  REJECTED,
  EXPIRED,
  CANCELLED;

  static Optional<Standing> of(String status) {
    return Arrays.stream(values()).filter(it -> it.name().equals(status)).findFirst();
  }
}
