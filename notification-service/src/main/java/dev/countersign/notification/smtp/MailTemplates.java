package dev.countersign.notification.smtp;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The two forms of a mail. Qute escapes in the one that ends in html. */
@CheckedTemplate(basePath = "mail", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class MailTemplates {
  private MailTemplates() {}

  static native TemplateInstance requestText(MailPage page);

  static native TemplateInstance requestHtml(MailPage page);
}
