package dev.countersign.rules.app;

/** Why a command is refused. The name in lower case is the public code. */
public enum Refusal {
  PARTNER_UNKNOWN,
  PRESET_MAY_NOT_LOOSEN,
  CURRENCY_UNKNOWN,
  OPERATION_UNKNOWN,
  VERSION_OPEN,
  NOT_FOUND,
  NOT_A_DRAFT,
  NOT_IN_REVIEW,
  FOUR_EYES_REQUIRED,
  STALE_VERSION
}
