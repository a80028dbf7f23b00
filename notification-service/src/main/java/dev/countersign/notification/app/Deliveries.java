package dev.countersign.notification.app;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** The deliveries as rows: found across partners by id alone, then worked under their partners. */
public interface Deliveries {

  /** Mails that are due, the longest overdue first. */
  Uni<List<DeliveryId>> dueMails(int limit);

  /** Calls that are due, a few per endpoint, so that no backlog stands before another (G8). */
  Uni<List<DeliveryId>> dueCalls(Set<String> exceptPartners, int perPartner, int limit);

  /** Takes the mails that nobody else took meanwhile; the claims lapse if the instance dies. */
  Uni<List<MailErrand>> claimMails(List<DeliveryId> ids);

  /** As {@link #claimMails}, for calls. */
  Uni<List<CallErrand>> claimCalls(List<DeliveryId> ids);

  /** Adds what is not there yet. */
  Uni<Void> add(List<PlannedDelivery> deliveries);

  /** Records what came of the attempts. */
  Uni<Void> settle(List<Settled> settled);
}
