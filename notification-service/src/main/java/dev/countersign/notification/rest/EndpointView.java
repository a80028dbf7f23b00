package dev.countersign.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.notification.app.Endpoint;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its partner sees it. The secret stands in the answer that made it, and nowhere
 * else.
 */
@Schema(name = "WebhookEndpoint")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointView(
    UUID id,
    String url,
    boolean enabled,
    boolean acceptOverride,
    @Nullable String disabledReason,
    @Nullable Instant disabledAt,
    String setBy,
    Instant setAt,
    @Schema(description = "whsec_…, shown once") @Nullable String secret) {

  static EndpointView of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  static EndpointView of(Endpoint endpoint, @Nullable String secret) {
    var disabled = endpoint.disabled();
    return new EndpointView(
        endpoint.id(),
        endpoint.url().toString(),
        disabled.isEmpty(),
        endpoint.acceptsOverride(),
        disabled.map(Endpoint.Disabled::reason).orElse(null),
        disabled.map(Endpoint.Disabled::at).orElse(null),
        endpoint.createdBy(),
        endpoint.updatedAt(),
        secret);
  }

  @Override
  public String toString() {
    return "EndpointView[" + id + "]";
  }
}
