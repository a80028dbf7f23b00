package dev.countersign.rules.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against what is given to them when the service is built. */
@CheckedTemplate(basePath = "policy")
final class Pages {

  private Pages() {}

  static native TemplateInstance policies(PoliciesPage page);

  static native TemplateInstance policy(PolicyPage page);

  /** The parts a script puts in the place of the old ones, without the frame around them. */
  static native TemplateInstance list(PoliciesPage page);

  static native TemplateInstance version(PolicyPage page);
}
