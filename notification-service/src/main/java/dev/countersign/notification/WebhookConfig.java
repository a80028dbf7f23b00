package dev.countersign.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the calls to partners' endpoints. */
@ConfigMapping(prefix = "countersign.webhook")
public interface WebhookConfig {

  /**
   * Networks in CIDR form that endpoints may lie in although they are not public, and where plain
   * http and any port will do. Empty in production; 127.0.0.0/8 in the local stack.
   */
  Optional<List<String>> allowedNetworks();

  /** Encrypts the signing secrets at rest; at least 32 characters. No default. */
  String encryptionKey();

  /** How long a connection may take to come about. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** How long a call may take from the look-up of the name to the end of the answer. */
  @WithDefault("15s")
  Duration totalTimeout();
}
