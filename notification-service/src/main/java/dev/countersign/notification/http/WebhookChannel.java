package dev.countersign.notification.http;

import dev.countersign.notification.WebhookConfig;
import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.Endpoint;
import dev.countersign.notification.app.Notification;
import dev.countersign.notification.app.NotificationChannel;
import dev.countersign.notification.app.Receiver;
import dev.countersign.notification.core.ChannelName;
import dev.countersign.notification.core.Result;
import dev.countersign.notification.http.Destination.Forbidden;
import dev.countersign.notification.http.Destination.NotFound;
import dev.countersign.notification.http.Destination.Pinned;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/** POSTs messages to endpoints: checked address, no redirects, no proxies, no decompression. */
@ApplicationScoped
class WebhookChannel implements NotificationChannel {
  private static final Logger LOG = Logger.getLogger(WebhookChannel.class);

  private final Vertx vertx;
  private final HttpClient client;
  private final EndpointGuard guard;
  private final SecretBox secrets;
  private final WebhookConfig config;

  WebhookChannel(Vertx vertx, EndpointGuard guard, SecretBox secrets, WebhookConfig config) {
    this.vertx = vertx;
    this.guard = guard;
    this.secrets = secrets;
    this.config = config;
    this.client = vertx.createHttpClient(options(config));
  }

  @Override
  public String name() {
    return ChannelName.WEBHOOK.text();
  }

  /** It is the partner's, not a person's. */
  @Override
  public boolean reachesPeople() {
    return false;
  }

  @Override
  public Uni<Result> deliver(Notification notification) {
    return switch (notification.receiver()) {
      case Receiver.OfEvents(var endpoint) -> call(notification.delivery(), endpoint);
      case Receiver.Human _ -> Uni.createFrom().item(new Result.Refused("NO_ENDPOINT"));
    };
  }

  private Uni<Result> call(Claimed claimed, Endpoint endpoint) {
    return guard
        .destinationOf(endpoint.url().toString())
        .flatMap(destination ->
            switch (destination) {
              case Forbidden(var code) -> Uni.createFrom().item(Result.failed(code));
              case NotFound _ -> Uni.createFrom().item(Result.failed("ADDRESS_NOT_FOUND"));
              case Pinned pinned -> send(pinned, claimed, endpoint);
            })
        .ifNoItem()
        .after(config.totalTimeout().plusSeconds(1))
        .recoverWithItem(Result.failed("TIMEOUT"))
        .onFailure()
        .recoverWithItem(failure -> ourFault(claimed, failure));
  }

  /** The partner is not told what broke inside (WH-09). */
  private static Result ourFault(Claimed claimed, Throwable failure) {
    LOG.errorf(failure, "call failed deliveryId=%s", claimed.id().id());
    return Result.failed("INTERNAL_ERROR");
  }

  private Uni<Result> send(Pinned pinned, Claimed claimed, Endpoint endpoint) {
    var secret = secrets.open(endpoint.secret(), endpoint.partnerId(), endpoint.id());
    var message = WebhookMessage.of(claimed, endpoint);
    var url = pinned.url();
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(url.port(), pinned.address().getHostAddress()))
            .setHost(url.bareHost())
            .setPort(url.port())
            .setSsl(url.isHttps())
            .setURI(url.target())
            .setFollowRedirects(false);
    message.headers(secret, Instant.now()).forEach(request::putHeader);
    return Uni.createFrom()
        .completionStage(() ->
            Exchange.run(vertx, client, request, message.body(), config.totalTimeout())
                .toCompletionStage());
  }

  /** A connection per call: it is pinned to the address that was checked for this call (G5). */
  private static HttpClientOptions options(WebhookConfig config) {
    return new HttpClientOptions()
        .setConnectTimeout((int) config.connectTimeout().toMillis())
        .setKeepAlive(false)
        .setDecompressionSupported(false)
        .setMaxHeaderSize(16 * 1024)
        .setVerifyHost(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setMaxPoolSize(64);
  }
}
