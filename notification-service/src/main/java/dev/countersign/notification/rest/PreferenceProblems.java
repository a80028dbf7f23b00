package dev.countersign.notification.rest;

import dev.countersign.notification.core.Preferences.Fault;
import dev.countersign.platform.web.ProblemException;
import java.util.Locale;

/** Why a choice is not kept. */
final class PreferenceProblems {
  private PreferenceProblems() {}

  static ProblemException of(Fault fault) {
    return new ProblemException(422, fault.name().toLowerCase(Locale.ROOT), fault.sentence());
  }
}
