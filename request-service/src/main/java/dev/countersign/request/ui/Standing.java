package dev.countersign.request.ui;

import java.util.Optional;

/** The states of a request that the pages have words for, each with its colour. */
public enum Standing {
  PENDING("waiting"),
  QUARANTINED("info"),
  CHANGES_REQUESTED("waiting"),
  APPROVED_HELD("waiting"),
  OVERRIDDEN("info"),
  REVOKED("negative"),
  NOT_REQUIRED(""),
  APPROVED("positive"),
  REJECTED("negative"),
  EXPIRED("negative"),
  CANCELLED("");

  private final String tone;

  Standing(String tone) {
    this.tone = tone;
  }

  static Optional<Standing> of(String status) {
    return Words.known(Standing.class, status);
  }

  String tone() {
    return tone;
  }
}
