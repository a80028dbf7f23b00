package dev.countersign.notification.smtp;

import dev.countersign.notification.MailConfig;
import dev.countersign.notification.app.Notification;
import dev.countersign.notification.app.NotificationChannel;
import dev.countersign.notification.app.Receiver;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Person;
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
class EmailChannel implements NotificationChannel {
  private final ReactiveMailer mailer;
  private final MailWriter writer;
  private final MailConfig config;

  EmailChannel(ReactiveMailer mailer, MailWriter writer, MailConfig config) {
    this.mailer = mailer;
    this.writer = writer;
    this.config = config;
  }

  @Override
  public String name() {
    return ChannelName.EMAIL.text();
  }

  @Override
  public Uni<Result> deliver(Notification notification) {
    return switch (notification.receiver()) {
      case Receiver.Human(var person) -> send(notification, person);
      case Receiver.OfEvents _ -> Uni.createFrom().item(new Result.Refused("NO_ADDRESS"));
    };
  }

  private Uni<Result> send(Notification notification, Person person) {
    return Uni.createFrom()
        .deferred(() -> mailer.send(mail(notification, person)))
        .<Result>map(_ -> new Result.Delivered("SENT"))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .onFailure()
        .recoverWithItem(EmailChannel::result);
  }

  private Mail mail(Notification notification, Person person) {
    var page = writer.page(notification);
    var mail =
        Mail.withText(
                person.mail().text(),
                writer.subject(notification),
                MailTemplates.requestText(page).render())
            .setHtml(MailTemplates.requestHtml(page).render());
    return mail.addHeader("Message-ID", messageId(notification.delivery().id().id()))
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
