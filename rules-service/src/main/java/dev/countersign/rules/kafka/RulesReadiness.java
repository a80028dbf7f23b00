package dev.countersign.rules.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every rule that was in force is known. */
@Readiness
@ApplicationScoped
class RulesReadiness implements HealthCheck {

  private final RulesLoader loader;

  RulesReadiness(RulesLoader loader) {
    this.loader = loader;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("rules-loaded").status(loader.isComplete()).build();
  }
}
