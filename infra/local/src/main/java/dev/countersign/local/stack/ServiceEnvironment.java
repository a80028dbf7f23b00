package dev.countersign.local.stack;

import dev.countersign.local.state.PortTable;
import dev.countersign.local.state.Secrets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of a service, as environment variables: unlike arguments they are not shown to
 * everybody who lists processes.
 */
final class ServiceEnvironment {

  private ServiceEnvironment() {}

  static Map<String, String> of(Service service, PortTable ports, Secrets secrets) {
    Endpoints endpoints = Endpoints.of(ports);
    String database = service.name();
    Map<String, String> all = new TreeMap<>();
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service.name())));
    all.put("KAFKA_BOOTSTRAP_SERVERS", endpoints.kafka());
    all.put("COUNTERSIGN_DATABASE_ADDRESS", endpoints.postgres().address());
    all.put("COUNTERSIGN_DATABASE_NAME", database);
    all.put("COUNTERSIGN_DATABASE_USER", database + "_app");
    all.put("COUNTERSIGN_DATABASE_PASSWORD", database + "_app");
    all.put("COUNTERSIGN_DATABASE_MIGRATION_USER", database + "_migrate");
    all.put("COUNTERSIGN_DATABASE_MIGRATION_PASSWORD", database + "_migrate");
    all.put("COUNTERSIGN_DATABASE_SCAN_USER", database + "_scan");
    all.put("COUNTERSIGN_DATABASE_SCAN_PASSWORD", database + "_scan");
    all.put("COUNTERSIGN_OIDC_ISSUER", endpoints.identity().issuer());
    all.put("COUNTERSIGN_OIDC_CLIENT_SECRET", secrets.clientSecret());
    all.put("COUNTERSIGN_SESSION_SECRET", secrets.sessionSecret());
    all.put("COUNTERSIGN_PUBLIC_URL", endpoints.origin());
    all.put("COUNTERSIGN_MAIL_HOST", "127.0.0.1");
    all.put("COUNTERSIGN_MAIL_PORT", Integer.toString(ports.of("smtp")));
    // In production a webhook must not reach into the operator's own network; here it may.
    all.put("COUNTERSIGN_WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128");
    all.put("COUNTERSIGN_WEBHOOK_ENCRYPTION_KEY", secrets.webhookKey());
    if (service.name().equals("request")) {
      all.put("COUNTERSIGN_CHECKPOINT_PRIVATE_KEY", secrets.checkpointPrivateKey());
      all.put("COUNTERSIGN_CHECKPOINT_PUBLIC_KEY", secrets.checkpointPublicKey());
    }
    // One person decides for thousands here, and is measured doing so.
    all.put("COUNTERSIGN_RATE_LIMIT_DECISION_PER_SECOND", "100000");
    all.put("COUNTERSIGN_RATE_LIMIT_DECISION_BURST", "100000");
    all.put("COUNTERSIGN_RATE_LIMIT_DECISION_PARTNER_PER_SECOND", "100000");
    // A restarted instance of this name takes its partitions back at once.
    all.put("COUNTERSIGN_RULES_INSTANCE", "local");
    return all;
  }
}
