package dev.countersign.notification.http;

import dev.countersign.notification.WebhookConfig;
import dev.countersign.notification.app.EndpointPolicy;
import dev.countersign.notification.http.Destination.Forbidden;
import dev.countersign.notification.http.Destination.NotFound;
import dev.countersign.notification.http.Destination.Pinned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;

/**
 * Keeps calls out of the inside. The same judgement is made when an endpoint is saved and each time
 * it is called; every address of a name must pass, and the one that is called is one that passed.
 */
@ApplicationScoped
class EndpointGuard implements EndpointPolicy {
  private final AddressRanges ranges;
  private final NameLookup names;

  EndpointGuard(WebhookConfig config, NameLookup names) {
    this.ranges = new AddressRanges(config.allowedNetworks().orElse(List.of()));
    this.names = names;
  }

  @Override
  public Uni<Verdict> judge(String url) {
    return destinationOf(url)
        .map(destination ->
            switch (destination) {
              case Pinned pinned -> new Verdict.Allowed(pinned.url().uri());
              case Forbidden(var code) -> new Verdict.Forbidden(code);
              case NotFound _ -> new Verdict.Forbidden("ADDRESS_NOT_FOUND");
            });
  }

  Uni<Destination> destinationOf(String text) {
    var parsed = EndpointUrl.parse(text);
    if (parsed.isEmpty()) {
      return Uni.createFrom().item(new Forbidden("URL_NOT_ALLOWED"));
    }
    var url = parsed.get();
    if (!ranges.hasAllowedNetworks() && !hasPublicForm(url)) {
      // Not even looked up: the answer would tell which names exist inside.
      return Uni.createFrom().item(new Forbidden("URL_NOT_ALLOWED"));
    }
    return names.addressesOf(url.bareHost()).map(addresses -> choose(url, addresses));
  }

  private Destination choose(EndpointUrl url, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      return new NotFound();
    }
    var inAllowedNetworks = addresses.stream().allMatch(ranges::isAllowedNetwork);
    var isPublic = hasPublicForm(url) && addresses.stream().allMatch(ranges::isPublic);
    return inAllowedNetworks || isPublic
        ? new Pinned(url, addresses.getFirst())
        : new Forbidden("URL_NOT_ALLOWED");
  }

  private static boolean hasPublicForm(EndpointUrl url) {
    return url.isHttps() && url.isStandardPort() && url.isPublicName();
  }
}
