package dev.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcGuardTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "quarkus.oidc.auth-server-url", "http://localhost:8090/countersign",
          "quarkus.oidc.token.issuer", "http://localhost:8090/countersign",
          "quarkus.oidc.token.audience", "countersign",
          "quarkus.oidc.token.signature-algorithm", "rs256",
          "quarkus.oidc.client-id", "countersign",
          "quarkus.oidc.credentials.secret", "secret",
          "quarkus.datasource.password", "demo_app",
          "countersign.session.secret", "a secret of more than 32 characters");

  @Test
  void completeConfigurationPasses() {
    assertThat(OidcGuard.faults(config(COMPLETE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.oidc.auth-server-url,countersign.oidc.issuer is not set",
    "quarkus.oidc.token.issuer,countersign.oidc.issuer is not set",
    "quarkus.oidc.token.audience,countersign.oidc.audience is not set",
    "quarkus.oidc.token.signature-algorithm,countersign.oidc.algorithm is not set",
    "quarkus.oidc.credentials.secret,countersign.oidc.client-secret is not set",
    "quarkus.datasource.password,countersign.database.password is not set",
    "countersign.session.secret,countersign.session.secret has fewer than 32 characters"
  })
  @DisplayName("AN-07, K6 what is missing is named as the operator sets it")
  void missingSettingIsNamed(String missing, String fault) {
    var settings = new HashMap<>(COMPLETE);
    settings.remove(missing);
    assertThat(OidcGuard.faults(config(settings))).containsExactly(fault);
  }

  @Test
  @DisplayName("AN-06 an issuer that accepts any issuer is refused")
  void anyIssuerIsRefused() {
    var settings = new HashMap<>(COMPLETE);
    settings.put("quarkus.oidc.token.issuer", "any");
    assertThat(OidcGuard.faults(config(settings))).hasSize(1);
  }

  private static Config config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build();
  }
}
