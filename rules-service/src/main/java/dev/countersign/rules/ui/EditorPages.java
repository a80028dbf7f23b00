package dev.countersign.rules.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of the editor. */
@CheckedTemplate(basePath = "editor")
final class EditorPages {

  private EditorPages() {}

  static native TemplateInstance editor(EditorPage page);

  /** The part that a script puts in the place of the old one. */
  static native TemplateInstance tables(EditorPage page);
}
