package dev.countersign.notification.app;

import dev.countersign.notification.core.Channel;
import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.notification.core.Notice;
import dev.countersign.platform.messaging.NameBasedIds;
import java.util.UUID;

/**
 * A delivery before it is stored. Its id follows from event and receiver, so that planning it twice
 * is planning it once.
 */
public record PlannedDelivery(EventKey event, UUID id, Channel channel, String recipient) {

  public static PlannedDelivery of(LedgerEvent event, Notice notice) {
    return switch (notice) {
      case Notice.MailToPerson(var person) -> of(event.key(), event.id(), Channel.MAIL, person);
      case Notice.MailToRole(var role) -> of(event.key(), event.id(), Channel.ROLE_MAIL, role);
      // The receiver is the endpoint that the partner has when the event is taken.
      case Notice.CallToEndpoint _ -> of(event.key(), event.id(), Channel.WEBHOOK, "");
    };
  }

  public static PlannedDelivery of(
      EventKey event, UUID eventId, Channel channel, String recipient) {
    var id = NameBasedIds.v5(eventId, channel + "|" + recipient);
    return new PlannedDelivery(event, id, channel, recipient);
  }
}
