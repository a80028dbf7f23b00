package dev.countersign.notification.example;

import dev.countersign.notification.app.Notification;
import dev.countersign.notification.app.NotificationChannel;
import dev.countersign.notification.app.Receiver;
import dev.countersign.notification.core.Result;
import dev.countersign.notification.core.SubjectLine;
import dev.countersign.platform.messaging.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands notifications to an HTTP gateway, which knows the number of each person. */
@ApplicationScoped
class WhatsAppChannel implements NotificationChannel {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI gateway;

  WhatsAppChannel(@ConfigProperty(name = "whatsapp.gateway") URI gateway) {
    this.gateway = gateway;
  }

  @Override
  public String name() {
    return "whatsapp";
  }

  @Override
  public Uni<Result> deliver(Notification notification) {
    return switch (notification.receiver()) {
      case Receiver.Human(var person) -> send(notification, person.personId());
      case Receiver.OfEvents _ -> Uni.createFrom().item(new Result.Refused("NO_PERSON"));
    };
  }

  private Uni<Result> send(Notification notification, String personId) {
    var delivery = notification.delivery();
    var text = SubjectLine.of(delivery.kind(), delivery.facts());
    var request =
        HttpRequest.newBuilder(gateway)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            // The gateway drops what it has sent under this key.
            .header("Idempotency-Key", delivery.id().id().toString())
            .POST(BodyPublishers.ofByteArray(Json.bytes(Map.of("to", personId, "text", text))))
            .build();
    return Uni.createFrom()
        .completionStage(() -> client.sendAsync(request, BodyHandlers.discarding()))
        .map(WhatsAppChannel::result)
        .onFailure()
        .recoverWithItem(Result.failed("GATEWAY_UNREACHABLE"));
  }

  /** Refused is never tried again; failed is, on the ladder. */
  private static Result result(HttpResponse<?> response) {
    var status = response.statusCode();
    var detail = "HTTP_" + status;
    if (status < 300) {
      return new Result.Delivered(detail);
    }
    return status == 429 || status >= 500 ? Result.failed(detail) : new Result.Refused(detail);
  }
}
