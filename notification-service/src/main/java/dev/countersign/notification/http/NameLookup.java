package dev.countersign.notification.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds every address of a name. */
@ApplicationScoped
class NameLookup {

  /** All answers; none when the name does not exist. */
  Uni<List<InetAddress>> addressesOf(String host) {
    return Uni.createFrom()
        .item(() -> lookup(host))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static List<InetAddress> lookup(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException _) {
      return List.of();
    }
  }
}
