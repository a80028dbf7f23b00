package dev.countersign.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.notification.app.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery and its tries. */
@Schema(name = "Delivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
    UUID id,
    String channel,
    String type,
    UUID requestId,
    long seq,
    String state,
    int attempts,
    @Nullable String detail,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant settledAt,
    List<AttemptView> log) {

  /** One try. */
  @Schema(name = "DeliveryAttempt")
  public record AttemptView(int no, Instant at, String result, String detail) {}

  static DeliveryView of(DeliveryStatus status) {
    return new DeliveryView(
        status.id(),
        status.channel(),
        status.eventType(),
        status.requestId(),
        status.seq(),
        status.state(),
        status.attempts(),
        status.detail().orElse(null),
        status.createdAt(),
        status.nextAttemptAt().orElse(null),
        status.settledAt().orElse(null),
        status.log().stream()
            .map(one -> new AttemptView(one.no(), one.at(), one.result(), one.detail()))
            .toList());
  }
}
