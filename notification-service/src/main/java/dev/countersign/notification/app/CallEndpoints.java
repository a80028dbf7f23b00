package dev.countersign.notification.app;

import dev.countersign.notification.core.Purpose;
import dev.countersign.notification.core.Result;
import dev.countersign.notification.core.Result.Superseded;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Calls the endpoints for which something is due. A call runs by itself and is recorded by itself:
 * at most four go to one endpoint at once, and a slow one holds up nobody else (G8).
 */
@ApplicationScoped
public class CallEndpoints {
  private static final Logger LOG = Logger.getLogger(CallEndpoints.class);
  private static final int PER_ENDPOINT = 4;
  private static final int PER_ROUND = 64;
  private static final int AT_ONCE = 256;
  private static final Duration FAILING_ALLOWED = Duration.ofDays(5);

  private final Deliveries deliveries;
  private final Endpoints endpoints;
  private final Channels channels;
  private final Attempts attempts;
  private final DeliverNotifications notifications;
  private final Map<String, Integer> running = new ConcurrentHashMap<>();
  private final Rounds rounds = new Rounds("webhook", this::round);

  CallEndpoints(
      Deliveries deliveries,
      Endpoints endpoints,
      Channels channels,
      Attempts attempts,
      DeliverNotifications notifications) {
    this.deliveries = deliveries;
    this.endpoints = endpoints;
    this.channels = channels;
    this.attempts = attempts;
    this.notifications = notifications;
  }

  public void wake() {
    rounds.wake();
  }

  /** Starts the calls that are due and have room; tells how many it started. */
  Uni<Integer> round() {
    if (running.values().stream().mapToInt(Integer::intValue).sum() >= AT_ONCE) {
      return Uni.createFrom().item(0);
    }
    return deliveries
        .dueCalls(busyPartners(), PER_ENDPOINT, PER_ROUND)
        .map(this::withRoom)
        .flatMap(ids -> ids.isEmpty() ? none() : deliveries.claimCalls(ids))
        .invoke(errands -> errands.forEach(this::start))
        .map(List::size);
  }

  private static Uni<List<CallErrand>> none() {
    return Uni.createFrom().item(List.of());
  }

  private Set<String> busyPartners() {
    return running.entrySet().stream()
        .filter(entry -> entry.getValue() >= PER_ENDPOINT)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private List<DeliveryId> withRoom(List<DeliveryId> due) {
    var taken = new HashMap<>(running);
    var room = new ArrayList<DeliveryId>();
    for (var id : due) {
      if (taken.merge(id.partnerId(), 1, Integer::sum) <= PER_ENDPOINT) {
        room.add(id);
      }
    }
    return room;
  }

  private void start(CallErrand errand) {
    var partnerId = errand.claimed().id().partnerId();
    running.merge(partnerId, 1, Integer::sum);
    call(errand)
        .flatMap(result -> record(errand, result))
        .onTermination()
        .invoke(() -> finish(partnerId))
        .subscribe()
        .with(
            _ -> {},
            failure ->
                LOG.warnf(
                    "call not recorded, it will be repeated partnerId=%s deliveryId=%s: %s",
                    partnerId, errand.claimed().id().id(), failure));
  }

  private void finish(String partnerId) {
    running.computeIfPresent(partnerId, (_, calls) -> calls > 1 ? calls - 1 : null);
    rounds.wake();
  }

  private Uni<Result> call(CallErrand errand) {
    if (errand.isWithheld()) {
      return Uni.createFrom().item(new Superseded("OVERRIDE_NOT_ACCEPTED"));
    }
    return errand
        .endpoint()
        .map(endpoint -> channels.deliver(Notification.toEndpoint(errand.claimed(), endpoint)))
        .orElseGet(() -> Uni.createFrom().item(new Superseded("ENDPOINT_REMOVED")));
  }

  private Uni<Void> record(CallErrand errand, Result result) {
    return deliveries
        .settle(List.of(attempts.settle(errand.claimed(), result)))
        .call(() -> judge(errand, result));
  }

  /** What the answer says of the endpoint itself. */
  private Uni<Void> judge(CallErrand errand, Result result) {
    if (errand.endpoint().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var endpoint = errand.endpoint().get();
    return switch (result) {
      case Result.Delivered _ -> endpoints.succeeded(endpoint);
      case Result.Gone(var reason) -> disable(errand.claimed(), endpoint, reason);
      case Result.Failed _, Result.Refused _ ->
          endpoints
              .failed(endpoint, FAILING_ALLOWED)
              .flatMap(tooLong ->
                  tooLong
                      ? disable(errand.claimed(), endpoint, "FAILING_TOO_LONG")
                      : Uni.createFrom().voidItem());
      case Result.AddressUnknown _, Result.Superseded _ -> Uni.createFrom().voidItem();
    };
  }

  /** The owner is told once (G3). */
  private Uni<Void> disable(Claimed claimed, Endpoint endpoint, String reason) {
    var toOwner =
        PlannedDelivery.of(claimed.event(), claimed.eventId(), Purpose.OWNER, endpoint.createdBy());
    return endpoints
        .disable(endpoint.partnerId(), endpoint.id(), reason)
        .flatMap(
            disabled -> disabled ? deliveries.add(List.of(toOwner)) : Uni.createFrom().voidItem())
        .invoke(notifications::wake);
  }
}
