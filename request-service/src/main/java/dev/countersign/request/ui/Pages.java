package dev.countersign.request.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against what is given to them when the service is built. */
@CheckedTemplate(basePath = "request")
final class Pages {

  private Pages() {}

  static native TemplateInstance inbox(InboxPage page);

  /** What waits for other people. */
  static native TemplateInstance others(OthersPage page, int waiting);

  static native TemplateInstance done(DonePage page, int waiting);

  /** Several requests together, and what became of them. */
  static native TemplateInstance bulk(BulkPage page, int waiting);

  static native TemplateInstance overrides(OverridesPage page, int waiting);

  /** What operations watch. */
  static native TemplateInstance dashboard(DashboardPage page, int waiting);

  /** The part of the dashboard that reads itself anew. */
  static native TemplateInstance standing(DashboardPage.Now now);

  static native TemplateInstance requests(RequestsPage page, int waiting);

  static native TemplateInstance request(RequestPage page, int waiting);

  /** The request without the frame around it: what a script puts in the place of the old one. */
  static native TemplateInstance swap(RequestPage page, int waiting);
}
