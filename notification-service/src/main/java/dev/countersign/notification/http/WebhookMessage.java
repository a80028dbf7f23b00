package dev.countersign.notification.http;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.countersign.notification.app.Claimed;
import dev.countersign.notification.app.Endpoint;
import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.messaging.NameBasedIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Standard Webhooks message. Id and body depend on event and endpoint alone, so that a repetition
 * is recognised; people, reasons and payload stay inside (WH-15).
 */
record WebhookMessage(String id, String body) {

  static WebhookMessage of(Claimed claimed, Endpoint endpoint) {
    var id = "msg_" + NameBasedIds.v5(claimed.eventId(), endpoint.id().toString());
    return new WebhookMessage(id, body(claimed));
  }

  Map<String, String> headers(String secret, Instant now) {
    var seconds = now.getEpochSecond();
    return Map.of(
        "content-type",
        "application/json",
        "user-agent",
        "Countersign",
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(seconds),
        "webhook-signature",
        sign(secret, seconds));
  }

  private String sign(String secret, long seconds) {
    try {
      return new Webhook(secret).sign(id, seconds, body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("A message can always be signed", e);
    }
  }

  private static String body(Claimed claimed) {
    var facts = claimed.facts();
    var data = new LinkedHashMap<String, Object>();
    data.put("partnerId", claimed.event().partnerId());
    data.put("requestId", claimed.event().requestId().toString());
    data.put("seq", claimed.event().seq());
    facts.operation().ifPresent(operation -> data.put("operation", operation));
    facts.subjectId().ifPresent(subject -> data.put("subjectId", subject));
    var message = new LinkedHashMap<String, Object>();
    message.put("type", claimed.kind().type());
    message.put("timestamp", claimed.at().toString());
    message.put("data", data);
    return new String(Json.bytes(message), StandardCharsets.UTF_8);
  }
}
