package dev.countersign.request.core.number;

import java.util.Locale;

/** Why the numbering declines; the code is public and stable. */
public enum NumberRefusal {
  UNKNOWN_SEQUENCE,
  UNKNOWN_NUMBER,
  SEQUENCE_EXISTS,
  SEQUENCE_OVERLAPS,
  SEQUENCE_EXHAUSTED,
  ZONE_UNKNOWN,
  VERSION_MISMATCH,
  ALREADY_VOIDED,
  WOULD_REISSUE,
  NOT_APPROVED,
  APPROVAL_USED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
