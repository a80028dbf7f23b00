package dev.countersign.notification.app;

import dev.countersign.notification.core.Result;
import io.smallrye.mutiny.Uni;

/**
 * A way to tell somebody something. Every bean of this type is a channel by its name; finding what
 * is due, claiming, retrying and giving up are the same for all and not the channel's business.
 */
public interface NotificationChannel {

  /** As preferences say it: lower-case letters, digits and hyphens. One bean per name. */
  String name();

  /**
   * Tries once. A delivery may be tried again although it arrived, with the same id: a channel
   * hands {@code notification.delivery().id()} on, so that the other side can drop a double. It
   * never blocks; what takes longer than half a minute counts as failed.
   */
  Uni<Result> deliver(Notification notification);

  /** Whether a person can choose it. */
  default boolean reachesPeople() {
    return true;
  }
}
