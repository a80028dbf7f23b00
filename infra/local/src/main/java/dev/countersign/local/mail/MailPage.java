package dev.countersign.local.mail;

import static dev.countersign.local.Web.escaped;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Mails as HTML. Everything in a mail is a stranger's text and is escaped. */
final class MailPage {

  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s<>&\"']+(?:&amp;[^\\s<>&\"']+)*");
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>%s</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1f24}
      table{border-collapse:collapse;width:100%%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d8dee4}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border:1px solid #d8dee4;border-radius:6px;padding:1rem}
      dt{color:#57606a}dd{margin:0 0 .4rem}
      </style></head><body>%s</body></html>
      """;

  private MailPage() {}

  static String list(List<Mail> mails) {
    String rows = mails.stream().map(MailPage::row).collect(Collectors.joining());
    String table =
        "<table><thead><tr><th>When (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>%s</tbody></table>"
            .formatted(rows);
    String body = mails.isEmpty() ? "<p>No mail yet.</p>" : table;
    return FRAME.formatted("Mail · Countersign", "<h1>Mail</h1>" + body);
  }

  static String message(Mail mail) {
    String body =
        """
        <p><a href="/mail/">All mail</a></p><h1>%s</h1>
        <dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd><dt>When</dt><dd>%s</dd></dl>
        <pre>%s</pre>
        """
            .formatted(
                escaped(mail.subject()),
                escaped(mail.from()),
                escaped(String.join(", ", mail.to())),
                mail.at(),
                linked(escaped(mail.text())));
    return FRAME.formatted(escaped(mail.subject()), body);
  }

  static String linked(String escapedText) {
    return LINK.matcher(escapedText)
        .replaceAll(link -> Matcher.quoteReplacement(anchor(link.group())));
  }

  private static String anchor(String address) {
    return "<a href=\"%s\" rel=\"noreferrer\">%s</a>".formatted(address, address);
  }

  private static String row(Mail mail) {
    return "<tr><td>%s</td><td>%s</td><td><a href=\"/mail/%d\">%s</a></td></tr>"
        .formatted(
            mail.at().toString().substring(0, 19).replace('T', ' '),
            escaped(String.join(", ", mail.to())),
            mail.id(),
            escaped(mail.subject()));
  }
}
