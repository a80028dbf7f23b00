package dev.countersign.notification.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against what is given to them when the service is built. */
@CheckedTemplate(basePath = "preferences")
final class Pages {
  private Pages() {}

  static native TemplateInstance page(PreferencesPage page);

  /** The part that a script puts in the place of the old one. */
  static native TemplateInstance form(PreferencesPage page);
}
