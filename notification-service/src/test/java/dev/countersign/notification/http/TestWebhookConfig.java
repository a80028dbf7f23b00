package dev.countersign.notification.http;

import dev.countersign.notification.WebhookConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings as a test gives them. */
record TestWebhookConfig(Optional<List<String>> allowedNetworks) implements WebhookConfig {

  static TestWebhookConfig closed() {
    return new TestWebhookConfig(Optional.empty());
  }

  static TestWebhookConfig allowing(String... networks) {
    return new TestWebhookConfig(Optional.of(List.of(networks)));
  }

  @Override
  public String encryptionKey() {
    return "a key of a test, which is long enough";
  }

  @Override
  public Duration connectTimeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration totalTimeout() {
    return Duration.ofSeconds(2);
  }
}
