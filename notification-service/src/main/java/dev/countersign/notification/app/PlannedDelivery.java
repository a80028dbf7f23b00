package dev.countersign.notification.app;

import dev.countersign.notification.core.EventKey;
import dev.countersign.notification.core.EventKind;
import dev.countersign.notification.core.Facts;
import dev.countersign.notification.core.LedgerEvent;
import dev.countersign.notification.core.Notice;
import dev.countersign.notification.core.Occasion;
import dev.countersign.notification.core.Purpose;
import dev.countersign.platform.messaging.NameBasedIds;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery before it is stored. Its id follows from event and receiver, so that planning it twice
 * is planning it once.
 *
 * @param occasion what the receiver may have chosen for; nothing can be chosen without one
 */
public record PlannedDelivery(
    EventKey event,
    UUID id,
    Purpose purpose,
    String recipient,
    Optional<Occasion> occasion,
    Optional<Instant> decideBefore) {

  public static PlannedDelivery of(LedgerEvent event, Notice notice) {
    return switch (notice) {
      case Notice.ToPerson(var person) ->
          new PlannedDelivery(
              event.key(),
              id(event.id(), Purpose.PERSON, person),
              Purpose.PERSON,
              person,
              Optional.of(event.kind().occasion()),
              decideBefore(event.kind(), event.facts()));
      case Notice.ToRole(var role) -> of(event.key(), event.id(), Purpose.ROLE, role);
      // The receiver is the endpoint that the partner has when the event is taken.
      case Notice.ToEndpoint _ -> of(event.key(), event.id(), Purpose.ENDPOINT, "");
    };
  }

  /** To a member of the role that the claimed delivery is to. */
  static PlannedDelivery of(Claimed toRole, String member) {
    return new PlannedDelivery(
        toRole.event(),
        id(toRole.eventId(), Purpose.PERSON, member),
        Purpose.PERSON,
        member,
        Optional.of(toRole.kind().occasion()),
        decideBefore(toRole.kind(), toRole.facts()));
  }

  static PlannedDelivery of(EventKey event, UUID eventId, Purpose purpose, String recipient) {
    var id = id(eventId, purpose, recipient);
    return new PlannedDelivery(event, id, purpose, recipient, Optional.empty(), Optional.empty());
  }

  private static UUID id(UUID eventId, Purpose purpose, String recipient) {
    return NameBasedIds.v5(eventId, purpose + "|" + recipient);
  }

  private static Optional<Instant> decideBefore(EventKind kind, Facts facts) {
    return kind.endsRequest() ? Optional.empty() : facts.decideBefore();
  }
}
