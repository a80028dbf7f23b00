package dev.countersign.request.ui;

import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the list of overrides and self-approvals; what they are stands in {@code
 * messages/overrides_*}.
 */
@MessageBundle(value = "overrides", locale = "en")
public interface OverridesWords {
  String about();

  String nothing();

  String review();

  String by();

  String witness();

  String when();

  String older();

  String byMaker();

  String justified();

  String notJustified();

  String overdue(String when);

  String due(String when);
}
