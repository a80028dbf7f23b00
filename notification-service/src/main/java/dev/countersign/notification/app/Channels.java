package dev.countersign.notification.app;

import static java.util.stream.Collectors.toCollection;

import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Result;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** The channels there are. Whatever one of them does wrong is a failed attempt and no more. */
@Startup
@Singleton
public class Channels {
  private static final Logger LOG = Logger.getLogger(Channels.class);
  private static final Duration ALLOWED = Duration.ofSeconds(30);

  private final Map<ChannelName, NotificationChannel> byName = new LinkedHashMap<>();

  Channels(@All List<NotificationChannel> channels) {
    for (var channel : channels) {
      var other = byName.put(new ChannelName(channel.name()), channel);
      if (other != null) {
        throw new IllegalStateException("Two channels are called " + channel.name());
      }
    }
  }

  /** What a person can choose from. */
  public Set<ChannelName> forPeople() {
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue().reachesPeople())
        .map(Map.Entry::getKey)
        .collect(toCollection(() -> new TreeSet<>(Comparator.comparing(ChannelName::text))));
  }

  /** Never fails; a channel that is no longer there may be there again when it is tried next. */
  Uni<Result> deliver(Notification notification) {
    var channel = byName.get(notification.delivery().channel());
    return channel == null
        ? Uni.createFrom().item(Result.failed("CHANNEL_MISSING"))
        : Uni.createFrom()
            .deferred(() -> channel.deliver(notification))
            .ifNoItem()
            .after(ALLOWED)
            .recoverWithItem(Result.failed("TIMEOUT"))
            .onFailure()
            .recoverWithItem(failure -> ourFault(notification.delivery(), failure))
            .onItem()
            .ifNull()
            .continueWith(Result.failed("CHANNEL_FAILED"));
  }

  private static Result ourFault(Claimed delivery, Throwable failure) {
    LOG.errorf(
        failure, "channel failed channel=%s deliveryId=%s", delivery.channel(), delivery.id().id());
    return Result.failed("CHANNEL_FAILED");
  }
}
