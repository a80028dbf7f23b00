package dev.countersign.notification.smtp;

import dev.countersign.notification.MailConfig;
import dev.countersign.notification.app.MailErrand;
import dev.countersign.notification.app.PostOffice;
import dev.countersign.notification.core.Result;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.TemplateException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * One mail to one receiver over the pooled connections of the mailer. A mail sent twice carries the
 * same Message-ID, so that a mail program shows it once (G13).
 */
@ApplicationScoped
class SmtpPostOffice implements PostOffice {
  private final ReactiveMailer mailer;
  private final MailWriter writer;
  private final MailConfig config;

  SmtpPostOffice(ReactiveMailer mailer, MailWriter writer, MailConfig config) {
    this.mailer = mailer;
    this.writer = writer;
    this.config = config;
  }

  @Override
  public Uni<Result> send(MailErrand errand) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(mail(errand)))
        .<Result>map(_ -> new Result.Delivered("SENT"))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .onFailure()
        .recoverWithItem(SmtpPostOffice::result);
  }

  private Mail mail(MailErrand errand) {
    var page = writer.page(errand);
    var to = errand.addressee().orElseThrow().mail();
    var mail =
        Mail.withText(to.text(), writer.subject(errand), MailTemplates.requestText(page).render())
            .setHtml(MailTemplates.requestHtml(page).render());
    return mail.addHeader("Message-ID", messageId(errand.claimed().id().id()))
        .addHeader("Auto-Submitted", "auto-generated");
  }

  private String messageId(UUID deliveryId) {
    return "<" + deliveryId + "@" + config.messageIdDomain() + ">";
  }

  /** What the server refuses for good is dead; everything else may work later. */
  static Result result(Throwable failure) {
    return switch (failure) {
      case SMTPException refused when refused.isPermanent() ->
          new Result.Refused("SMTP_" + refused.getReplyCode());
      case SMTPException refused -> Result.failed("SMTP_" + refused.getReplyCode());
      case TemplateException _ -> new Result.Refused("TEMPLATE_FAILED");
      case TimeoutException _ -> Result.failed("TIMEOUT");
      default -> Result.failed("MAIL_SERVER_UNREACHABLE");
    };
  }
}
