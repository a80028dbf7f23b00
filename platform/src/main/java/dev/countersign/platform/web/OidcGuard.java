package dev.countersign.platform.web;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start a service that would let anybody in: the framework checks neither audience nor
 * algorithm unless it is told to (K6, AN-07).
 */
@ApplicationScoped
class OidcGuard {

  private static final String ENABLED = "quarkus.oidc.tenant-enabled";
  private static final int SECRET_CHARACTERS = 32;

  private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

  static {
    REQUIRED.put("quarkus.oidc.auth-server-url", "countersign.oidc.issuer");
    REQUIRED.put("quarkus.oidc.token.issuer", "countersign.oidc.issuer");
    REQUIRED.put("quarkus.oidc.token.audience", "countersign.oidc.audience");
    REQUIRED.put("quarkus.oidc.token.signature-algorithm", "countersign.oidc.algorithm");
    REQUIRED.put("quarkus.oidc.client-id", "countersign.oidc.client-id");
    REQUIRED.put("quarkus.oidc.credentials.secret", "countersign.oidc.client-secret");
    REQUIRED.put("quarkus.datasource.password", "countersign.database.password");
  }

  private final Config config;

  OidcGuard(Config config) {
    this.config = config;
  }

  void onStart(@Observes @Priority(1) StartupEvent event) {
    boolean isTest = LaunchMode.current() == LaunchMode.TEST;
    boolean isEnabled = config.getOptionalValue(ENABLED, Boolean.class).orElse(true);
    if (isTest && !isEnabled) {
      return;
    }
    List<String> faults = faults(config);
    if (!isEnabled) {
      faults.add(ENABLED + " must stay true");
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Expected a complete configuration to start, but " + String.join("; ", faults) + ".");
    }
  }

  static List<String> faults(Config config) {
    var faults = new ArrayList<String>();
    for (Map.Entry<String, String> key : REQUIRED.entrySet()) {
      if (isMissing(config, key.getKey()) && !faults.contains(missing(key.getValue()))) {
        faults.add(missing(key.getValue()));
      }
    }
    String secret = config.getOptionalValue("countersign.session.secret", String.class).orElse("");
    if (secret.length() < SECRET_CHARACTERS) {
      faults.add("countersign.session.secret has fewer than " + SECRET_CHARACTERS + " characters");
    }
    if ("any"
        .equals(config.getOptionalValue("quarkus.oidc.token.issuer", String.class).orElse(""))) {
      faults.add("countersign.oidc.issuer must not be any");
    }
    return faults;
  }

  private static boolean isMissing(Config config, String key) {
    return config.getOptionalValue(key, String.class).orElse("").isBlank();
  }

  private static String missing(String key) {
    return key + " is not set";
  }
}
