package dev.countersign.rules.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of a draft as code. */
@CheckedTemplate(basePath = "yaml")
final class YamlPages {

  private YamlPages() {}

  static native TemplateInstance page(YamlPage page);

  /** The part that a script puts in the place of the old one. */
  static native TemplateInstance code(YamlPage page);
}
