package dev.countersign.rules.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of the trial of an event. */
@CheckedTemplate(basePath = "trial")
final class TryPages {

  private TryPages() {}

  static native TemplateInstance page(TryPage page);

  static native TemplateInstance recorded(RecordedPage page);

  /** The part that a script puts in the place of the old one. */
  static native TemplateInstance trial(TryPage page);
}
