package dev.countersign.local.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Reads what the SMTP server was handed. A mail that cannot be read is shown as it came. */
final class MailParser {

  private static final Session SESSION = Session.getInstance(new Properties());

  private MailParser() {}

  static Mail parse(CaughtMail caught) {
    String raw = new String(caught.source(), StandardCharsets.UTF_8);
    try {
      MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(caught.source()));
      String subject = Optional.ofNullable(message.getSubject()).orElse("(no subject)");
      String messageId = Optional.ofNullable(message.getMessageID()).orElse("");
      String text = text(message, "text/plain").or(() -> anyText(message)).orElse(raw);
      return mail(caught, subject, messageId, text);
    } catch (MessagingException | IOException _) {
      return mail(caught, "(unreadable)", "", raw);
    }
  }

  private static Mail mail(CaughtMail caught, String subject, String messageId, String text) {
    return new Mail(
        caught.id(), caught.at(), caught.from(), List.of(caught.to()), subject, messageId, text);
  }

  private static Optional<String> anyText(Part part) {
    try {
      return text(part, "text/*");
    } catch (MessagingException | IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type) && part.getContent() instanceof String text) {
      return Optional.of(text);
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        Optional<String> found = text(inner, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
