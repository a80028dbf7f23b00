package dev.countersign.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the mails. The mailer itself takes server and sender from the same keys. */
@ConfigMapping(prefix = "countersign.mail")
public interface MailConfig {

  /** Host of the mail server. */
  @WithDefault("localhost")
  String host();

  /** Port of the mail server. */
  @WithDefault("8025")
  int port();

  /** Who the mails are from. */
  @WithDefault("Countersign <countersign@localhost>")
  String from();

  /** What stands behind the {@code @} of a Message-ID. */
  @WithDefault("countersign.local")
  String messageIdDomain();

  /** How long one mail may take. */
  @WithDefault("30s")
  Duration timeout();
}
