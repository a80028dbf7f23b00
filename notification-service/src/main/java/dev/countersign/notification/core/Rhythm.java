package dev.countersign.notification.core;

/** When a person is told. */
public enum Rhythm {
  IMMEDIATE,
  /** Mails are gathered into one a day; other channels tell at once. */
  DIGEST,
  NONE
}
