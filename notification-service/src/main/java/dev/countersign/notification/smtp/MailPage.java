package dev.countersign.notification.smtp;

import java.util.List;

/** What a mail says, before it becomes text or HTML. Both say the same (OUT-02). */
public record MailPage(String headline, List<Line> lines, String link, String linkText) {

  /** A fact and its name. */
  public record Line(String label, String value) {}

  public MailPage {
    lines = List.copyOf(lines);
  }
}
