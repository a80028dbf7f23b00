package dev.countersign.notification.app;

import dev.countersign.notification.core.Result;
import io.smallrye.mutiny.Uni;

/** Hands mails to the mail server. */
public interface PostOffice {

  /** Never fails: whatever goes wrong is a result. */
  Uni<Result> send(MailErrand errand);
}
