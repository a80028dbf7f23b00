package dev.countersign.notification.app;

import dev.countersign.notification.core.ChannelName;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The deliveries as rows: found across partners by id alone, then worked under their partners. */
public interface Deliveries {

  /** What is due to people, the longest overdue first. */
  Uni<List<DeliveryId>> dueToPeople(Set<ChannelName> except, int limit);

  /** Calls that are due, a few per endpoint, so that no backlog stands before another (G8). */
  Uni<List<DeliveryId>> dueCalls(Set<String> exceptPartners, int perPartner, int limit);

  /** Takes what nobody else took meanwhile; the claims lapse if the instance dies. */
  Uni<List<PersonErrand>> claimToPeople(List<DeliveryId> ids);

  /** As {@link #claimToPeople}, for calls. */
  Uni<List<CallErrand>> claimCalls(List<DeliveryId> ids);

  /** Makes deliveries of the digests whose hour has come by then; tells how many are opened. */
  Uni<Integer> openDigests(Instant by);

  /** Adds what is not there yet, by the channels that the people chose. */
  Uni<Void> add(List<PlannedDelivery> deliveries);

  /** Records what came of the attempts. */
  Uni<Void> settle(List<Settled> settled);
}
